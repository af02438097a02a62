package dev.refwarden.ledger;

import dev.refwarden.git.ObjectId;
import dev.refwarden.ledger.postgresql.PostgresEngine;
import dev.refwarden.ledger.sqlite.SqliteEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A new ledger while it takes over lines that were written elsewhere, and what it says then. */
public final class LedgerFilling {
    private final Transaction transaction;
    private final Session session;
    private final Chain chain;
    private final Consequences consequences;

    LedgerFilling(Transaction transaction) {
        this.transaction = transaction;
        this.session = transaction.session();
        this.chain = new Chain(session);
        this.consequences = new Consequences(session);
    }

    /** Fills a new ledger. */
    @FunctionalInterface
    public interface Filling<T> {
        /** @throws IOException so that no ledger is made */
        T fill(LedgerFilling ledger) throws IOException;
    }

    /**
     * Makes a new ledger of lines that were written elsewhere, all of it or nothing.
     *
     * @param fleet the database that is to hold it, connected to by a role that may make tables; absent: STATE
     * @throws LedgerUnavailable if there is a ledger, or was one
     */
    public static <T> T make(StateFolder state, Optional<PostgresEngine> fleet, Filling<T> filling) throws IOException {
        if (Files.exists(state.head(), LinkOption.NOFOLLOW_LINKS)) {
            throw new LedgerUnavailable(state.head() + " is there: a ledger was in use here");
        }
        Engine engine = fleet.isPresent() ? fleet.get() : new SqliteEngine(state.ledger());
        Ledger ledger = fleet.map(database -> Ledger.of(state, database)).orElseGet(() -> Ledger.in(state));
        return Creation.of(ledger, engine, transaction -> filling.fill(new LedgerFilling(transaction)));
    }

    /** Appends a line as it is, and writes what follows from it. */
    public void add(byte[] line) throws IOException {
        LoggedLine logged =
                LoggedLine.handy(line).orElseThrow(() -> new LedgerUnavailable("this is not a line of a log"));
        chain.add(logged.seq(), line);
        consequences.of(logged);
    }

    /** Appends the line that tells of the others. */
    public Appended end(Instant time, ImportedLine line) throws IOException {
        return transaction.append(time, line);
    }

    /** The line as it is. */
    public Optional<byte[]> line(long seq) throws IOException {
        return chain.line(seq);
    }

    /** What is settled in a repository. */
    public List<SettledTip> settled(String repository) throws IOException {
        Optional<Long> id = Repositories.idOf(session, repository);
        return id.isEmpty() ? List.of() : SettledTips.of(session, id.get());
    }

    /** What was accepted there, and not seen to land. */
    public List<WaitingTip> waiting(String repository) throws IOException {
        Optional<Long> id = Repositories.idOf(session, repository);
        return id.isEmpty() ? List.of() : WaitingTip.ofFew(session, id.get(), Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** When commits were first accepted there. */
    public Map<ObjectId, Instant> accepted(String repository) throws IOException {
        Map<ObjectId, Instant> accepted = new HashMap<>();
        session.each(
                "SELECT commit_id, min(time) FROM accepted"
                        + " WHERE repository = (SELECT id FROM repositories WHERE name = ?) GROUP BY commit_id",
                row -> accepted.put(ObjectId.fromBytes(row.getBytes(1)), Instant.ofEpochMilli(row.getLong(2))),
                repository);
        return accepted;
    }

    /** When the newest push to a repository was decided. */
    public Instant latest(String repository) throws IOException {
        return Instant.ofEpochMilli(session.number(
                "SELECT max(time) FROM decisions WHERE kind <> ?"
                        + " AND repository = (SELECT id FROM repositories WHERE name = ?)",
                DecisionKind.BASELINE.number(),
                repository));
    }

    /** Every use of a statement, with the number of its line. */
    public Map<ImportedLine.Used, Long> uses() throws IOException {
        Map<ImportedLine.Used, Long> uses = new HashMap<>();
        session.each(
                "SELECT digest, kind, time, note, seq FROM consumed",
                row -> uses.put(
                        new ImportedLine.Used(
                                HexFormat.of().formatHex(row.getBytes(1)),
                                row.getString(2),
                                row.getLong(3),
                                row.getString(4)),
                        row.getLong(5)));
        return uses;
    }

    /** When each key was first seen, by fingerprint and person; 0: at installation. */
    public Map<String, Long> sightings() throws IOException {
        Map<String, Long> sightings = new HashMap<>();
        session.each(
                "SELECT fingerprint, person, time FROM sightings",
                row -> sightings.put(row.getString(1) + " " + row.getString(2), row.getLong(3)));
        return sightings;
    }

    /** The names of all repositories. */
    public List<String> repositories() throws IOException {
        return session.list("SELECT name FROM repositories ORDER BY id", row -> row.getString(1));
    }

    /**
     * What a push got accepted for one ref.
     *
     * @param commits that were signed, and judged by a rule that demands it
     */
    public record Accepted(long seq, Instant time, String ref, List<AcceptedTip> tips, List<ObjectId> commits) {
        public Accepted {
            tips = List.copyOf(tips);
            commits = List.copyOf(commits);
        }
    }

    /** Takes one acceptance after the other. */
    @FunctionalInterface
    public interface Taking {
        void take(Accepted accepted) throws IOException;
    }

    /** Everything that was accepted in a repository, oldest first. */
    public void eachAccepted(String repository, Taking taking) throws IOException {
        List<Long> lines = session.list(
                "SELECT seq FROM decisions WHERE repository = (SELECT id FROM repositories WHERE name = ?) ORDER BY seq",
                row -> row.getLong(1),
                repository);
        for (long seq : lines) {
            byte[] bytes = chain.line(seq).orElseThrow();
            LoggedLine line = LoggedLine.handy(bytes).orElseThrow();
            if (Consequences.ACCEPTING.contains(line.text("verdict"))) {
                for (Map<String, Object> update : line.objects("updates")) {
                    String ref = LoggedLine.text(update, "ref");
                    List<AcceptedTip> tips = new ArrayList<>(AcceptedTip.in(line, ref));
                    if (!tips.isEmpty()) {
                        List<ObjectId> commits =
                                LandedCommits.of(line, Set.of(ref)).commits();
                        taking.take(new Accepted(seq, line.time(), ref, tips, commits));
                    }
                }
            }
        }
    }
}
