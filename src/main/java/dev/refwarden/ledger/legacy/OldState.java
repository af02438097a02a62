package dev.refwarden.ledger.legacy;

import dev.refwarden.ledger.ImportedLine;
import dev.refwarden.ledger.LedgerFilling;
import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.ledger.postgresql.PostgresEngine;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A STATE of version 0.1. */
public final class OldState {
    /** What moves aside, the log last: while it is there, the move is not complete. */
    private static final List<String> PARTS =
            List.of("repositories", "accepted", "used", "keys", "folders", "index", "log");

    private static final String ASIDE = "before-0.2";

    private final Path folder;

    /** @throws IOException if there is no log of 0.1 */
    public OldState(Path folder) throws IOException {
        this.folder = folder.toAbsolutePath().normalize();
        if (!Files.isDirectory(logs(), LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(folder + " is not a STATE of version 0.1: it has no folder log");
        }
    }

    private Path logs() {
        return folder.resolve("log");
    }

    /**
     * What was imported.
     *
     * @param lines how many lines the log has
     * @param bridges where a crash had torn it
     * @param inherited how much 0.1 knew that its lines do not say
     * @param remarks what could not be compared, in words
     */
    public record Outcome(long lines, int bridges, int inherited, List<String> remarks) {
        public Outcome {
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * Makes a new ledger of it, compared with everything that 0.1 had derived from its log. Where it is in STATE itself, it
     * moves to {@code STATE/before-0.2} afterwards; otherwise it stays as it is.
     *
     * @param fleet the database that is to hold it, connected to by a role that may make tables; absent: STATE
     * @param account who does it, by the operating system's word
     * @throws BrokenOldLog if the log is not whole; no ledger is made then
     * @throws DifferentOldStores if anything would be judged differently; no ledger is made then
     */
    public Outcome importInto(StateFolder state, Optional<PostgresEngine> fleet, Instant now, String account)
            throws IOException {
        state.refuseLinksToRoot();
        // Pushes that a hook of 0.1 still judges wait, and then find no log to write to.
        Path lock = logs().resolve("lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            state.adopt(lock);
            if (!held.isValid()) {
                throw new IOException("the log cannot be locked");
            }
            return importLocked(state, fleet, now, account);
        } catch (AccessDeniedException e) {
            throw new IOException(e.getFile() + " cannot be written: copy " + folder + " to where it can", e);
        }
    }

    private Outcome importLocked(StateFolder state, Optional<PostgresEngine> fleet, Instant now, String account)
            throws IOException {
        boolean here = Files.isSameFile(folder, state.path());
        Path aside = state.path().resolve(ASIDE);
        if (here && Files.exists(aside, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(aside + " is in the way: an older STATE was kept there");
        }
        Outcome outcome = LedgerFilling.make(state, fleet, ledger -> fill(ledger, now, account));
        if (here) {
            moveAside(state, aside);
        }
        return outcome;
    }

    private Outcome fill(LedgerFilling ledger, Instant now, String account) throws IOException {
        Noting noting = new Noting();
        ImportedLine.Old log = OldLog.read(logs(), line -> {
            ledger.add(line);
            noting.note(line);
        });
        OldStores stores = new OldStores(folder);
        ImportedLine.Inherited inherited = new Inheritance(ledger, stores).find(noting.met, noting.accepted);
        ledger.end(now, new ImportedLine(account, log, inherited));
        Comparison comparison = new Comparison(ledger, stores);
        comparison.compare();
        if (!comparison.differences().isEmpty()) {
            throw new DifferentOldStores(comparison.differences());
        }
        int more = inherited.landed().size()
                + inherited.uses().size()
                + inherited.sightings().size();
        return new Outcome(log.lines(), log.bridges().size(), more, comparison.remarks());
    }

    /** Notes which keys lines say were seen first, and when, and whether any push was accepted. */
    private static final class Noting {
        private final Set<String> met = new HashSet<>();
        private boolean accepted;

        void note(byte[] line) {
            // A quotation mark within a text would have a backslash before it.
            String text = new String(line, StandardCharsets.ISO_8859_1);
            accepted |= text.contains("\"verdict\":\"accepted\"") || text.contains("\"verdict\":\"observed\"");
            if (text.contains("\"met\":[")) {
                noteKeys(LoggedDecision.of(line).orElseThrow());
            }
        }

        private void noteKeys(LoggedDecision decision) {
            if (decision.fields().get("keys") instanceof Map<?, ?> keys && keys.get("met") instanceof List<?> list) {
                boolean installed = keys.get("installation") == Boolean.TRUE;
                long time = installed ? 0 : decision.time().toEpochMilli();
                list.forEach(key -> met.add(key + " " + time));
            }
        }
    }

    private static void moveAside(StateFolder state, Path aside) throws IOException {
        state.makeFolder(aside);
        for (String part : PARTS) {
            Path path = state.path().resolve(part);
            // The folder of that name holds the log's key today.
            boolean today = part.equals("keys") && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !today) {
                Files.move(path, aside.resolve(part));
            }
        }
        // A hook of 0.1 that comes late must fail, and not begin a new log.
        Path instead = state.path().resolve("log");
        Files.writeString(instead, "The log is in ledger.db; refwarden log export prints it.\n");
        state.adopt(instead);
    }
}
