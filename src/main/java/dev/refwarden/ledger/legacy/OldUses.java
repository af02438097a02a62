package dev.refwarden.ledger.legacy;

import dev.refwarden.ledger.ImportedLine;
import dev.refwarden.ledger.LineHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The statements that 0.1 had seen used: files below {@code used/}, one line a use, {@code digest kind milliseconds seq
 * file offset length hash note}. A line that a crash cut short says nothing.
 */
final class OldUses {
    private static final int FIELDS = 9;

    private OldUses() {}

    /**
     * A use that counts for decision {@code seq}, and where that is an approval or a waiver spent, only if its line has
     * this hash.
     */
    record Use(ImportedLine.Used used, long seq, LineHash line) {
        boolean isSpent() {
            return used.kind().endsWith("-spent");
        }
    }

    /** Absent where there is no such folder. */
    static Optional<List<Use>> read(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        List<Use> uses = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                for (String line :
                        Files.readString(file, StandardCharsets.ISO_8859_1).split("\n", -1)) {
                    parse(line).ifPresent(uses::add);
                }
            }
        }
        return Optional.of(uses);
    }

    private static Optional<Use> parse(String line) {
        String[] field = line.split(" ", FIELDS);
        if (field.length != FIELDS || !field[0].matches("[0-9a-f]{64}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Use(
                    new ImportedLine.Used(field[0], field[1], Long.parseLong(field[2]), field[8]),
                    Long.parseLong(field[3]),
                    new LineHash(field[7])));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
