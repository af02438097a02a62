package dev.refwarden.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which files make up the record of a repository; replaced as a whole, so that what it does not name is
 * left from a crash and counts for nothing.
 *
 * <pre>
 * refwarden accepted 2
 * tail NUMBER
 * run NUMBER ENTRIES     the oldest and largest first
 * end
 * </pre>
 */
record RecordFiles(int tail, List<Run> runs) {
    private static final String NAME = "files";
    private static final String FIRST_LINE = "refwarden accepted 2";
    private static final String LAST_LINE = "end";

    /** A sorted file, and how many entries it has. */
    record Run(int number, long entries) {}

    RecordFiles {
        runs = List.copyOf(runs);
    }

    /** Absent where the record was never begun, or begun in another form. */
    static Optional<RecordFiles> read(Path folder) throws IOException {
        try {
            String[] lines = Files.readString(folder.resolve(NAME), StandardCharsets.ISO_8859_1)
                    .split("\n", -1);
            return lines[0].equals(FIRST_LINE) ? Optional.of(parsed(lines)) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static RecordFiles parsed(String[] lines) throws DamagedRecord {
        try {
            List<Run> runs = new ArrayList<>();
            for (int i = 2; i < lines.length - 2; i++) {
                String[] field = lines[i].split(" ", -1);
                if (field.length != 3 || !field[0].equals("run")) {
                    throw new NumberFormatException();
                }
                runs.add(new Run(Integer.parseUnsignedInt(field[1]), Long.parseUnsignedLong(field[2])));
            }
            if (lines.length < 4 || !lines[1].startsWith("tail ") || !lines[lines.length - 2].equals(LAST_LINE)) {
                throw new NumberFormatException();
            }
            return new RecordFiles(Integer.parseUnsignedInt(lines[1].substring("tail ".length())), runs);
        } catch (NumberFormatException e) {
            throw new DamagedRecord("the list of its files is not whole");
        }
    }

    void write(StateFolder state, Path folder) throws IOException {
        StringBuilder out = new StringBuilder(FIRST_LINE).append("\ntail ").append(tail);
        runs.forEach(
                run -> out.append("\nrun ").append(run.number()).append(' ').append(run.entries()));
        state.replace(
                folder.resolve(NAME),
                out.append('\n').append(LAST_LINE).append('\n').toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    static Path tail(Path folder, int number) {
        return folder.resolve("tail-" + number);
    }

    static Path run(Path folder, int number) {
        return folder.resolve("run-" + number);
    }

    /** @throws DamagedRecord if a run is missing or is not as long as it was */
    void checkSizes(Path folder) throws IOException {
        for (Run run : runs) {
            Path file = run(folder, run.number());
            if (!Files.exists(file) || Files.size(file) != run.entries() * AcceptedEntry.BYTES) {
                throw new DamagedRecord(file.getFileName() + " is not as long as it was");
            }
        }
    }

    /** Whether a file of this name belongs to the record. */
    boolean contain(String name) {
        return name.equals(NAME)
                || name.equals("tail-" + tail)
                || runs.stream().anyMatch(run -> name.equals("run-" + run.number()));
    }
}
