package dev.refwarden.ledger;

import dev.refwarden.ledger.postgresql.PostgresEngine;
import dev.refwarden.ledger.sqlite.SqliteEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes a server's own ledger into the database of a fleet: every line as it is, and what follows from them recomputed.
 */
public final class Moving {
    private static final String ASIDE = "before-fleet";

    private final StateFolder from;

    /** @param folder a STATE with a ledger of its own */
    public Moving(Path folder) {
        this.from = new StateFolder(folder.toAbsolutePath().normalize());
    }

    /** Whether there is a ledger to be moved. */
    public boolean isOne() {
        return Ledger.isThere(from);
    }

    /**
     * Moves it; no one appends meanwhile. Where it is in STATE itself, it is kept in {@code STATE/before-fleet}.
     *
     * @param engine connects as a role that may make tables, and owns them then
     * @return how many lines the log has
     * @throws LedgerUnavailable if the lines are no whole log, the ledger was set back, or the database holds one
     */
    public long into(StateFolder state, PostgresEngine engine) throws IOException {
        boolean here = Files.isSameFile(from.path(), state.path());
        Path aside = state.path().resolve(ASIDE);
        if (here && Files.exists(aside, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(aside + " is in the way: an older ledger was kept there");
        }
        long lines = copy(state, engine);
        if (here) {
            keep(state, aside);
        }
        return lines;
    }

    private long copy(StateFolder state, PostgresEngine engine) throws IOException {
        SqliteEngine own = new SqliteEngine(from.ledger());
        try (Connection connection = own.connect()) {
            Schema.require(own, connection);
            own.begin(connection, "", Ledger.PATIENCE);
            Session session = new Session(own, connection);
            KnownHead.compare(from, new Chain(session));
            long lines =
                    Creation.of(Ledger.of(state, engine), engine, transaction -> fill(session, transaction.session()));
            own.rollback(connection);
            return lines;
        } catch (SQLException e) {
            throw LedgerUnavailable.because("the ledger in " + from.path() + " cannot be read", e);
        }
    }

    private static long fill(Session from, Session into) throws IOException {
        ChainCheck check = new ChainCheck(0);
        Consequences consequences = new Consequences(into);
        Chain chain = new Chain(into);
        long last = new Chain(from).head().seq();
        for (long seq = 1; seq <= last; seq++) {
            byte[] line =
                    new Chain(from).line(seq).orElseThrow(() -> new LedgerUnavailable("a line of the log is missing"));
            check.take(new Lines.Stored(seq, line));
            List<LogFault> faults = new ArrayList<>(check.certain());
            if (seq == last) {
                faults.addAll(check.faults());
            }
            if (!faults.isEmpty()) {
                throw new LedgerUnavailable("the log is not whole: " + faults.get(0));
            }
            chain.add(seq, line);
            consequences.of(LoggedLine.handy(line).orElseThrow());
        }
        return last;
    }

    /** Nothing has it open by now, so all of it is in the one file. */
    private static void keep(StateFolder state, Path aside) throws IOException {
        state.makeFolder(aside);
        for (String suffix : List.of("", "-wal", "-shm")) {
            Path file = state.path().resolve("ledger.db" + suffix);
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(file, aside.resolve("ledger.db" + suffix));
            }
        }
    }
}
