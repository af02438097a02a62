package dev.refwarden.ledger;

import dev.refwarden.ledger.postgresql.PostgresEngine;
import dev.refwarden.ledger.sqlite.SqliteEngine;
import dev.refwarden.ledger.tree.TreeHead;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was decided, and all that follows from it, in one transactional database.
 *
 * <p>It is opened, never made, by whoever judges or reads: a ledger that is missing is not an empty one. May be used by
 * any number of threads.
 */
public final class Ledger implements AutoCloseable {
    private final Engine engine;
    private final StateFolder state;
    private final Sessions sessions;

    private final Optional<Path> followed;
    private final List<String> receivers;

    Ledger(Engine engine, StateFolder state) {
        this(engine, state, new Sessions(engine, state), Optional.empty(), List.of());
    }

    private Ledger(
            Engine engine, StateFolder state, Sessions sessions, Optional<Path> followed, List<String> receivers) {
        this.engine = engine;
        this.state = state;
        this.sessions = sessions;
        this.followed = followed;
        this.receivers = receivers;
    }

    /** The ledger in STATE; it is connected to when it is first asked. */
    public static Ledger in(StateFolder state) {
        return new Ledger(new SqliteEngine(state.ledger()), state);
    }

    /** The ledger that this server shares with others; it is connected to when it is first asked. */
    public static Ledger of(StateFolder state, PostgresEngine engine) {
        return new Ledger(engine, state);
    }

    /** The same for whoever only reads; what writes in it by mistake fails. It is closed by itself. */
    public Ledger reading() {
        Engine reading = engine.reading();
        return new Ledger(
                reading, state, reading == engine ? sessions : new Sessions(reading, state), followed, receivers);
    }

    /** The same, whose lines {@link #append} also brings to a file for those who ship logs. */
    Ledger followedBy(Optional<Path> file) {
        return file.isPresent() ? new Ledger(engine, state, sessions, file, receivers) : this;
    }

    /** The same, by the same connections, whose refusals and alarms these receivers are to be notified of. */
    Ledger notifying(List<String> names) {
        return names.equals(receivers) ? this : new Ledger(engine, state, sessions, followed, names);
    }

    /**
     * Makes a new ledger in STATE, without a line.
     *
     * @throws LedgerUnavailable if there is one, or anything else in its place
     */
    public static Ledger create(StateFolder state) throws IOException {
        Ledger ledger = in(state);
        Creation.of(ledger, ledger.engine);
        return ledger;
    }

    /**
     * Makes a new ledger for a fleet, without a line; this server is the first in it.
     *
     * @param engine connects as a role that may make tables, and owns them then
     * @throws LedgerUnavailable if there is one
     */
    public static Ledger create(StateFolder state, PostgresEngine engine) throws IOException {
        Ledger ledger = of(state, engine);
        Creation.of(ledger, engine);
        return ledger;
    }

    /**
     * Makes a new ledger of lines that another one held.
     *
     * @param lines as {@code log export --lines} prints them, from the first on
     * @throws LedgerUnavailable if the lines are no whole log, or there is a ledger already
     */
    public static Ledger rebuild(StateFolder state, InputStream lines) throws IOException {
        Ledger ledger = in(state);
        Creation.of(ledger, ledger.engine, lines);
        return ledger;
    }

    /** Makes a new ledger of a fleet of lines that another one held. */
    public static Ledger rebuild(StateFolder state, PostgresEngine engine, InputStream lines) throws IOException {
        Ledger ledger = of(state, engine);
        Creation.of(ledger, engine, lines);
        return ledger;
    }

    /**
     * Brings the tables of a fleet's ledger, which gates may not change, to the form of this program.
     *
     * @param engine connects as the role that owns the tables
     * @return the form that they had
     * @throws LedgerUnavailable if a newer program made them
     */
    public static int upgrade(PostgresEngine engine) throws IOException {
        try (Connection connection = engine.connect()) {
            return Schema.upgrade(engine, connection);
        } catch (SQLException e) {
            throw LedgerUnavailable.because("the tables of the ledger " + engine.place() + " cannot be changed", e);
        }
    }

    /** The form of the tables that this program needs. */
    public static int form() {
        return Schema.version();
    }

    /**
     * Copies the ledger as it is at one moment, while pushes go on.
     *
     * @param target a file that is not there yet
     */
    public void backup(Path target) throws IOException {
        new Backup(this, engine).to(target);
    }

    /**
     * Takes the ledger as it is for the right one, whatever this server has seen before; a line of the log says so.
     *
     * @param account who says so, by the operating system's word
     */
    public Appended adopt(Instant time, String account, String reason) throws IOException {
        return Adoption.of(this, time, account, reason);
    }

    /** Looks at the ledger. */
    public LedgerStatus status() throws IOException {
        return LedgerStatus.of(this, engine);
    }

    /** The size and root of the tree over all lines. */
    public TreeHead treeHead() throws IOException {
        return read(session -> new Chain(session).edge().head());
    }

    /** Whether there is anything where the ledger belongs. */
    public static boolean isThere(StateFolder state) {
        return Files.exists(state.ledger(), LinkOption.NOFOLLOW_LINKS);
    }

    /** The folder that the ledger belongs to. */
    public StateFolder state() {
        return state;
    }

    /** Where it is, for messages; without a password. */
    public String place() {
        return engine.place();
    }

    /** Whether other servers may share it. */
    public boolean isFleet() {
        return engine instanceof PostgresEngine;
    }

    /** The servers that share it. */
    public Fleet fleet() {
        return new Fleet(this, engine);
    }

    /**
     * Says, at most once a minute, that this server is there and judges; of no consequence for any decision.
     *
     * @param release of Refwarden
     * @param configuration the digest of what it judges by
     */
    public void tellSight(String release, String configuration, Instant now) throws IOException {
        fleet().tellSight(release, configuration, now);
    }

    /** Which server of a fleet this is; empty where there is one. */
    public String node() throws IOException {
        return isFleet() ? Node.idOf(state) : "";
    }

    /** The statement that gives the numbers in a JSON list. */
    String ids() {
        return engine.spelled("ids");
    }

    /** Reads something. */
    @FunctionalInterface
    interface Reading<T> {
        T read(Session session) throws IOException;
    }

    /** What is read may change between two statements. */
    <T> T read(Reading<T> reading) throws IOException {
        Session session = sessions.take();
        boolean whole = false;
        try {
            T read = reading.read(session);
            whole = true;
            return read;
        } finally {
            giveBack(session, whole);
        }
    }

    /** What is read is as it was at one moment, however long reading it takes. */
    <T> T readAtOnce(Reading<T> reading) throws IOException {
        return read(session -> {
            try {
                engine.beginReading(session.connection());
                T read = reading.read(session);
                engine.rollback(session.connection());
                return read;
            } catch (SQLException e) {
                throw LedgerUnavailable.because(e);
            }
        });
    }

    /** What is decided and written while no one else decides about the same repository. */
    @FunctionalInterface
    interface Deciding<T> {
        T decide(Transaction transaction) throws IOException;
    }

    /**
     * Decides and writes, all of it or nothing.
     *
     * @param patience how long others may be waited for
     * @throws IOException if it is not durable then; it must not be acted upon
     */
    <T> T decide(String repository, Duration patience, Deciding<T> deciding) throws IOException {
        long endNanos = System.nanoTime() + patience.toNanos();
        Session session = sessions.take();
        boolean whole = false;
        try {
            engine.begin(session.connection(), repository, left(endNanos));
            session.gather();
            T decided;
            KnownHead.Head head;
            try {
                KnownHead.compare(state, new Chain(session));
                Transaction transaction = new Transaction(engine, session, receivers, endNanos);
                decided = transaction.decide(deciding);
                head = transaction.head();
                session.send();
            } catch (IOException | RuntimeException | Error e) {
                rollback(engine, session.connection(), e);
                throw e;
            }
            new Commit(engine, repository, head, endNanos).of(session.connection());
            whole = !session.connection().isClosed();
            KnownHead.remember(state, head);
            return decided;
        } catch (SQLException e) {
            throw LedgerUnavailable.of(engine, e);
        } finally {
            giveBack(session, whole);
        }
    }

    /** Takes everything back; where even that fails, the database does it when the connection ends. */
    static void rollback(Engine engine, Connection connection, Throwable reason) {
        try {
            engine.rollback(connection);
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    /** What is left until then, by {@link System#nanoTime}. */
    static Duration left(long endNanos) {
        return Duration.ofNanos(Math.max(1, endNanos - System.nanoTime()));
    }

    /** Writes one line that needs no decision. */
    public Appended append(Instant time, String repository, LogLine line) throws IOException {
        return decide(repository, transaction -> transaction.append(time, line));
    }

    /** Decides as a command does: with time to wait for pushes, and for whoever follows the log. */
    <T> T decide(String repository, Deciding<T> deciding) throws IOException {
        T decided = decide(repository, PATIENCE, deciding);
        followed.ifPresent(file -> FollowedLog.await(new FollowedLog(state).follow(this, file)));
        return decided;
    }

    /** How long a command waits for pushes. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private void giveBack(Session session, boolean whole) {
        if (whole) {
            sessions.keep(session);
        } else {
            session.close();
        }
    }

    @Override
    public void close() {
        sessions.close();
    }
}
