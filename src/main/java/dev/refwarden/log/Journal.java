package dev.refwarden.log;

import dev.refwarden.attestation.StatementDigest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which statements were seen or used up, for ever: STATE's {@code used} folder, 256 files by the first
 * two digits of a statement's digest, one line a use.
 *
 * <p>Written and synced before the line of the log that it belongs to. A certificate, a token or a code
 * counts as used even if that line was never written; an approval counts as spent only if it was.
 * Where the folder is lost it is worked out anew from the log, which names every use.
 */
public final class Journal {
    private final StateFolder state;

    public Journal(StateFolder state) {
        this.state = state;
    }

    /** Everything known about a statement, oldest first. */
    public List<PastUse> uses(StatementDigest digest) throws IOException {
        List<PastUse> uses = new ArrayList<>();
        Path file = file(digest);
        if (!Files.exists(file)) {
            return uses;
        }
        for (String line : Files.readString(file, StandardCharsets.ISO_8859_1).split("\n", -1)) {
            if (line.startsWith(digest.hex())) {
                JournalLine.parse(line).ifPresent(uses::add);
            }
        }
        return uses;
    }

    /** The same of one kind. */
    public List<PastUse> uses(StatementDigest digest, UseKind kind) throws IOException {
        List<PastUse> uses = uses(digest);
        uses.removeIf(use -> use.use().kind() != kind);
        return uses;
    }

    /** Whether a spent approval or waiver was really spent: the decision that did it is in the log. */
    public boolean isDecided(PastUse use) {
        return LogReader.isLogged(state, use.position());
    }

    /** Whether the journal is there; where it is not, it must be rebuilt before it is asked. */
    boolean isThere() {
        return Files.isDirectory(state.used());
    }

    /** Makes the journal, with all that the log says was used. Only under the lock of the log. */
    void rebuild() throws IOException {
        List<PastUse> uses = new ArrayList<>();
        LogReader.read(state, line -> {
            Instant time = Instant.parse(line.text("time"));
            for (Map<String, Object> use : line.objects("uses")) {
                StatementDigest digest = new StatementDigest(LoggedLine.text(use, "digest"));
                Optional<UseKind> kind = UseKind.of(LoggedLine.text(use, "kind"));
                kind.ifPresent(known -> uses.add(
                        new PastUse(new Use(digest, known, LoggedLine.text(use, "note")), time, line.position())));
            }
        });
        state.makeFolder(state.used());
        write(uses);
    }

    /** Adds the uses of one push. Only under the lock of the log. */
    void add(List<Use> uses, Instant time, DecisionLog.Position position) throws IOException {
        List<PastUse> past = new ArrayList<>(uses.size());
        uses.forEach(use -> past.add(new PastUse(use, time, position)));
        write(past);
    }

    private void write(List<PastUse> uses) throws IOException {
        for (PastUse use : uses) {
            Path file = file(use.use().digest());
            boolean isNew = !Files.exists(file);
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
                // A line that a crash cut short is ended by the first line feed, and says nothing.
                String line = "\n" + JournalLine.write(use) + "\n";
                StateFolder.writeFully(channel, line.getBytes(StandardCharsets.ISO_8859_1));
                channel.force(false);
            }
            if (isNew) {
                state.adopt(file);
                StateFolder.syncFolder(state.used());
            }
        }
    }

    private Path file(StatementDigest digest) {
        return state.used().resolve(digest.hex().substring(0, 2));
    }
}
