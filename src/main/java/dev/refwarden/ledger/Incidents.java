package dev.refwarden.ledger;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Failures inside the hook for which the log has no line: what failed, under the id that the developer was told. They
 * prove nothing and decide nothing; an administrator reads them. The installed hook writes here too, where Java does
 * not start.
 */
public final class Incidents {
    /** So many files are kept, for whoever pushes can bring about as many as they like. */
    private static final int MOST = 1000;

    private static final int MOST_BYTES = 16_384;

    private final StateFolder state;

    public Incidents(StateFolder state) {
        this.state = state;
    }

    /** @throws IOException if STATE cannot be written */
    public void write(CaseId id, Instant time, String detail, Optional<Throwable> cause) throws IOException {
        StringWriter text = new StringWriter();
        text.append(time.truncatedTo(ChronoUnit.SECONDS).toString())
                .append('\n')
                .append(detail)
                .append('\n');
        cause.ifPresent(failure -> failure.printStackTrace(new PrintWriter(text)));
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        dropOldest();
        state.replace(folder().resolve(id.value()), Arrays.copyOf(bytes, Math.min(bytes.length, MOST_BYTES)));
    }

    /** The time, what failed, and its cause as far as it is known, one a line. */
    public Optional<List<String>> find(CaseId id) throws IOException {
        Path file = folder().resolve(id.value());
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.UTF_8).strip().replace("\t", "    ");
        return Optional.of(text.lines().toList());
    }

    private void dropOldest() throws IOException {
        if (!Files.isDirectory(folder(), LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(folder())) {
            files = all.toList();
        }
        if (files.size() >= MOST) {
            List<Path> oldest = files.stream()
                    .sorted(Comparator.comparing(file -> file.toFile().lastModified()))
                    .limit(files.size() - MOST / 2)
                    .toList();
            for (Path file : oldest) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Path folder() {
        return state.path().resolve("incidents");
    }
}
