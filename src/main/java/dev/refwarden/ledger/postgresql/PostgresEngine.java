package dev.refwarden.ledger.postgresql;

import dev.refwarden.ledger.Changes;
import dev.refwarden.ledger.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A PostgreSQL database, in which the ledger has a schema of its own. Decisions about one repository wait for each
 * other by an advisory lock; all decisions do only while they append, by the row that holds the end of the chain.
 *
 * <p>Transactions see what others committed meanwhile (READ COMMITTED): whatever depends on other repositories is to be
 * looked at again behind {@link #beginAppending}.
 */
public final class PostgresEngine implements Engine {
    /** The roles and grants that a database administrator puts in place. */
    public static final String ROLES = "postgresql-roles.sql";

    /** What goes behind the tables when they are made. */
    public static final String GUARDS = "postgresql-guards.sql";

    static final String SCHEMA = "refwarden";

    /** Keeps the locks of repositories apart from other advisory locks in the same database: "Rfwd". */
    private static final long LOCKS = 0x52667764;

    private static final long MOST_PATIENCE_MILLIS = 600_000;
    /** How much later than the database itself the connection gives up. */
    private static final int GRACE_MILLIS = 500;

    private static final int SILENCE_MILLIS = 60_000;

    private static final int SECONDS_TO_PROVE_LIFE = 1;

    private static final String WITHOUT_HASTE =
            "SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL statement_timeout = 0";

    private static final Set<String> IMPATIENCE = Set.of("55P03", "57014", "40P01");
    /** The database ended the connection: by an administrator, a crash, a start, or its timer. */
    private static final Set<String> ENDED = Set.of("57P01", "57P02", "57P03", "57P05", "25P03");

    private final Database database;
    private final Connections connections;
    private final boolean makes;
    /** Connections whose transaction has appended lines. */
    private final Set<Connection> appending = ConcurrentHashMap.newKeySet();

    private PostgresEngine(Database database, Connections connections, boolean makes) {
        this.database = database;
        this.connections = connections;
        this.makes = makes;
    }

    /** For a process that judges one push, or runs one command. */
    public static PostgresEngine of(Database database) {
        return new PostgresEngine(database, new Connections.Plain(database), false);
    }

    /** For a process that stays. */
    public static PostgresEngine resident(Database database) {
        return new PostgresEngine(database, new Connections.Pooled(database), false);
    }

    @Override
    public Connection connect() throws SQLException {
        Connection connection = connections.open();
        try {
            Session.begin(connection, place());
            if (!isThere(connection)) {
                throw new SQLException("there is no ledger in " + place());
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public Connection create() throws SQLException {
        Connection connection = connections.open();
        try {
            Session.begin(connection, place());
            if (isThere(connection)) {
                throw new SQLException(place() + " holds a ledger already");
            }
            connection.setAutoCommit(false);
            execute(connection, "CREATE SCHEMA " + SCHEMA);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public Engine maker() {
        return new PostgresEngine(database, connections, true);
    }

    @Override
    public boolean upgradesItself() {
        return false;
    }

    @Override
    public void takeTime(Connection connection) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, 0);
        execute(connection, WITHOUT_HASTE);
    }

    /** The databases that follow this one. */
    public Standbys standbys(Connection connection) throws SQLException {
        return Standbys.of(connection);
    }

    @Override
    public void guard(Connection connection) throws SQLException {
        execute(connection, resource(GUARDS));
    }

    /** An SQL script of this package, as it is shipped. */
    public static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(PostgresEngine.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
        }
    }

    private static boolean isThere(Connection connection) throws SQLException {
        return number(connection, "SELECT count(*) FROM pg_catalog.pg_namespace WHERE nspname = '" + SCHEMA + "'") > 0;
    }

    @Override
    public void begin(Connection connection, String repository, Duration patience) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement statement = connection.prepareStatement(
                allowing(connection, patience) + "SELECT pg_advisory_xact_lock(hashtextextended(?, " + LOCKS + "))")) {
            statement.setString(1, repository);
            statement.execute();
        }
    }

    @Override
    public void beginReading(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        // Comparing every table takes its time, and no lock is held that pushes wait for.
        execute(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; " + WITHOUT_HASTE);
    }

    @Override
    public void beginAppending(Connection connection, Duration patience) throws SQLException {
        // The end of the chain is free for others while this one waits for the disk. What they append lies behind it in
        // the database's journal, and so is never durable before it.
        execute(connection, allowing(connection, patience) + "SET LOCAL synchronous_commit = off; SELECT lock_head()");
        appending.add(connection);
    }

    /** Lets no statement of this transaction, nor the wait for a lock, take longer than this; goes with the next one. */
    private static String allowing(Connection connection, Duration patience) throws SQLException {
        long millis = Math.max(1, Math.min(MOST_PATIENCE_MILLIS, patience.toMillis()));
        connection.setNetworkTimeout(Runnable::run, (int) millis + GRACE_MILLIS);
        return "SET LOCAL lock_timeout = " + millis + "; SET LOCAL statement_timeout = " + millis + "; ";
    }

    @Override
    public void append(Changes changes, long seq, byte[] line, byte[] hash, byte[] edge) throws IOException {
        if (makes) {
            changes.update("INSERT INTO lines VALUES (?, ?)", seq, line);
            changes.update("UPDATE head SET seq = ?, hash = ?, edge = ?", seq, hash, edge);
        } else {
            // The database works the hash out by itself.
            changes.update("SELECT append_line(?, ?, ?)", seq, line, edge);
        }
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        connection.clearWarnings();
        boolean appended = appending.remove(connection);
        connection.commit();
        SQLWarning warning = connection.getWarnings();
        connection.setAutoCommit(true);
        if (warning == null && appended) {
            // Still under the time limit of the transaction.
            warning = SharedSync.await(connection);
        }
        end(connection);
        SharedSync.check(warning);
    }

    @Override
    public void makeDurable(Connection connection) throws SQLException {
        connection.clearWarnings();
        SharedSync.check(SharedSync.await(connection));
    }

    @Override
    public void rollback(Connection connection) throws SQLException {
        appending.remove(connection);
        connection.rollback();
        end(connection);
    }

    private static void end(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        connection.setNetworkTimeout(Runnable::run, SILENCE_MILLIS);
    }

    @Override
    public boolean isImpatience(SQLException failure) {
        return IMPATIENCE.contains(state(failure));
    }

    @Override
    public boolean isLost(SQLException failure) {
        return state(failure).startsWith("08") || ENDED.contains(state(failure));
    }

    private static String state(SQLException failure) {
        return Objects.requireNonNullElse(failure.getSQLState(), "");
    }

    @Override
    public boolean isAlive(Connection connection) {
        try {
            return connection.isValid(SECONDS_TO_PROVE_LIFE);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public boolean takesSeveralAtOnce() {
        return true;
    }

    @Override
    public boolean isPool() {
        return connections.isPool();
    }

    @Override
    public String spelled(String word) {
        return switch (word) {
            case "bytes" -> "BYTEA";
            case "number" -> "BIGINT";
            case "text" -> "TEXT COLLATE \"C\"";
            case "clustered" -> "";
            case "ids" -> "SELECT CAST(value AS BIGINT) FROM json_array_elements_text(CAST(? AS JSON)) AS list (value)";
            default -> throw new IllegalArgumentException(word);
        };
    }

    @Override
    public String place() {
        return database.place();
    }

    @Override
    public boolean isExchanged() {
        // A connection stays with the database that it was made to.
        return false;
    }

    @Override
    public long bytes(Connection connection) throws SQLException {
        return number(
                connection,
                "SELECT sum(pg_total_relation_size(c.oid)) FROM pg_catalog.pg_class c"
                        + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE n.nspname = '" + SCHEMA + "' AND c.relkind = 'r'");
    }

    @Override
    public boolean copy(Connection connection, Path target) {
        return false;
    }

    @Override
    public void delete() {
        // All of it went with the transaction.
    }

    @Override
    public void close() {
        connections.close();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            return found.next() ? found.getLong(1) : 0;
        }
    }
}
