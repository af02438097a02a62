package dev.refwarden.ledger.legacy;

import dev.refwarden.ledger.Bridge;
import dev.refwarden.ledger.ImportedLine;
import dev.refwarden.ledger.LineHash;
import dev.refwarden.ledger.LineHeader;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the files of an old log and follows the chain. Where a crash had cut a write short, the next line names the hash
 * of the torn bytes with a line feed; that is no fault, and kept as a bridge.
 */
final class OldLog {
    private static final Pattern NAME = Pattern.compile("decisions-([0-9]{6,9})\\.jsonl");

    private static final Pattern BEGINNING = Pattern.compile("\\{\"seq\":[0-9]+,\"prev\":\"([0-9a-f]{64})\"");
    private static final int BEGINNING_LENGTH = 120;

    private final Path folder;
    private final Taking taking;
    private final List<Bridge> bridges = new ArrayList<>();
    private LineHash last = LineHash.NONE;
    private Optional<byte[]> torn = Optional.empty();
    private long seq;
    private String file = "";
    private long number;

    private OldLog(Path folder, Taking taking) {
        this.folder = folder;
        this.taking = taking;
    }

    /** Takes one line after the other, as it is. */
    @FunctionalInterface
    interface Taking {
        void take(byte[] line) throws IOException;
    }

    /**
     * Reads all of it.
     *
     * @param folder that holds the files
     * @throws BrokenOldLog if anything was changed, removed or added
     */
    static ImportedLine.Old read(Path folder, Taking taking) throws IOException {
        OldLog log = new OldLog(folder, taking);
        List<String> files = log.files();
        for (int i = 0; i < files.size(); i++) {
            log.read(files.get(i), i == files.size() - 1);
        }
        return new ImportedLine.Old(
                String.valueOf(folder.getParent()), log.seq, log.last, log.bridges, log.torn.orElse(new byte[0]));
    }

    private List<String> files() throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            all.map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> NAME.matcher(name).matches())
                    .forEach(names::add);
        }
        names.sort((one, other) -> Integer.compare(numberOf(one), numberOf(other)));
        for (int i = 0; i < names.size(); i++) {
            if (numberOf(names.get(i)) != i + 1) {
                throw new BrokenOldLog(names.get(i), 1, "the file before it is missing");
            }
        }
        return names;
    }

    private static int numberOf(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    private void read(String name, boolean lastFile) throws IOException {
        file = name;
        number = 0;
        Path path = folder.resolve(name);
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new BrokenOldLog(name, 0, "this is not a regular file");
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 18)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int c = in.read(); c >= 0; c = in.read()) {
                line.write(c);
                if (c == '\n') {
                    take(line.toByteArray());
                    line.reset();
                }
            }
            if (line.size() > 0) {
                number++;
                if (!lastFile) {
                    throw new BrokenOldLog(name, number, "this file ends within a line, although another follows");
                }
                // The write was not finished: it has decided nothing.
                tear(line.toByteArray());
            }
        }
    }

    /** Torn bytes that are long enough say themselves what they follow. */
    private void tear(byte[] bytes) throws BrokenOldLog {
        Matcher beginning = BEGINNING.matcher(
                new String(bytes, 0, Math.min(bytes.length, BEGINNING_LENGTH), StandardCharsets.ISO_8859_1));
        LineHash expected = torn.map(LineHash::of).orElse(last);
        if (beginning.lookingAt() && !beginning.group(1).equals(expected.hex())) {
            throw new BrokenOldLog(file, number, "it does not follow line " + seq + ": one of the two was changed");
        }
        torn = Optional.of(bytes);
    }

    private void take(byte[] line) throws IOException {
        number++;
        Optional<LineHeader> header = LineHeader.of(line);
        if (header.isEmpty()) {
            tear(line);
            return;
        }
        LineHeader found = header.get();
        if (found.seq() != seq + 1) {
            throw new BrokenOldLog(file, number, "line " + found.seq() + " is where " + (seq + 1) + " belongs");
        }
        LineHash expected = torn.map(LineHash::of).orElse(last);
        if (!found.prev().equals(expected.hex())) {
            throw new BrokenOldLog(
                    file,
                    number,
                    torn.isPresent()
                            ? "the bytes before it are not those that a crash left"
                            : "it does not follow line " + seq + ": one of the two was changed");
        }
        torn.ifPresent(bytes -> bridges.add(new Bridge(found.seq(), last, bytes)));
        torn = Optional.empty();
        seq = found.seq();
        last = LineHash.of(line);
        try {
            taking.take(line);
        } catch (IllegalArgumentException e) {
            throw new BrokenOldLog(file, number, "it was changed: " + e.getMessage());
        }
    }
}
