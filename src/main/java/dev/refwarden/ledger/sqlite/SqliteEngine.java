package dev.refwarden.ledger.sqlite;

import dev.refwarden.ledger.Changes;
import dev.refwarden.ledger.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

/**
 * One file, written ahead: every commit is synced before it counts, readers wait for no one, and one writer at a time
 * has the whole of it. The file must be on a local disk.
 */
public final class SqliteEngine implements Engine {
    /** Tells a ledger from other databases: "Rfwd". */
    private static final int APPLICATION_ID = 0x52667764;

    /** For a database of one process alone. */
    private static final int KIBIBYTES_OF_CACHE = 64 << 10;

    private static final int MOST_PATIENCE_MILLIS = 60_000;

    private final Path file;
    private final boolean syncs;
    private final boolean reads;
    private volatile Object connected = "";

    /** @param file the database */
    public SqliteEngine(Path file) {
        this(file, true, false);
    }

    /** @param reads whether it is opened for reading only */
    private SqliteEngine(Path file, boolean syncs, boolean reads) {
        this.file = file;
        this.syncs = syncs;
        this.reads = reads;
    }

    /** For a database that no one needs after a power cut. */
    SqliteEngine withoutSyncs() {
        return new SqliteEngine(file, false, false);
    }

    @Override
    public Connection connect() throws SQLException {
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new SQLException("there is no ledger " + file + "; --state says where it is");
        }
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS) || (Files.isRegularFile(file) && !Files.isReadable(file))) {
            throw new SQLException(file + " may not be read; run this as root, or as the account that owns it");
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new SQLException(file + " is not a regular file");
        }
        Connection connection = open(false);
        try {
            connected = key();
            long application = number(connection, "PRAGMA application_id");
            if (application != APPLICATION_ID) {
                throw new SQLException(file + " is not a ledger of Refwarden");
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        } catch (IOException e) {
            connection.close();
            throw new SQLException(file + " cannot be read", e);
        }
    }

    @Override
    public Connection create() throws SQLException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new SQLException(file + " is there already");
        }
        Connection connection = open(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA application_id = " + APPLICATION_ID);
            return connection;
        }
    }

    private Connection open(boolean creating) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        if (!creating) {
            config.resetOpenMode(SQLiteOpenMode.CREATE);
        }
        if (reads) {
            config.setReadOnly(true);
        } else if (syncs) {
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        } else {
            config.setJournalMode(SQLiteConfig.JournalMode.OFF);
            config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
            config.setCacheSize(-KIBIBYTES_OF_CACHE);
        }
        config.setBusyTimeout(MOST_PATIENCE_MILLIS);
        config.enforceForeignKeys(false);
        return config.createConnection("jdbc:sqlite:" + file);
    }

    @Override
    public void begin(Connection connection, String repository, Duration patience) throws SQLException {
        long millis = Math.max(1, Math.min(MOST_PATIENCE_MILLIS, patience.toMillis()));
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = " + millis);
            statement.execute("BEGIN IMMEDIATE");
        }
    }

    @Override
    public Engine maker() {
        return this;
    }

    @Override
    public Engine reading() {
        return new SqliteEngine(file, syncs, true);
    }

    @Override
    public boolean upgradesItself() {
        return !reads;
    }

    @Override
    public void takeTime(Connection connection) {
        // It does.
    }

    @Override
    public void guard(Connection connection) {
        // Whoever may write the file may change all of it.
    }

    @Override
    public void beginReading(Connection connection) throws SQLException {
        execute(connection, "BEGIN");
    }

    @Override
    public void beginAppending(Connection connection, Duration patience) {
        // Whoever is in a transaction that writes has all of the file.
    }

    @Override
    public void append(Changes changes, long seq, byte[] line, byte[] hash, byte[] edge) throws IOException {
        changes.update("INSERT INTO lines VALUES (?, ?)", seq, line);
        changes.update("UPDATE head SET seq = ?, hash = ?, edge = ?", seq, hash, edge);
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        execute(connection, "COMMIT");
    }

    @Override
    public void makeDurable(Connection connection) {
        // Nothing is seen before it is.
    }

    @Override
    public void rollback(Connection connection) throws SQLException {
        execute(connection, "ROLLBACK");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public boolean isImpatience(SQLException failure) {
        return failure instanceof SQLiteException sqlite
                && (sqlite.getResultCode() == SQLiteErrorCode.SQLITE_BUSY
                        || sqlite.getResultCode() == SQLiteErrorCode.SQLITE_BUSY_SNAPSHOT
                        || sqlite.getResultCode() == SQLiteErrorCode.SQLITE_LOCKED);
    }

    @Override
    public boolean isLost(SQLException failure) {
        return false;
    }

    @Override
    public boolean isAlive(Connection connection) {
        return true;
    }

    @Override
    public boolean takesSeveralAtOnce() {
        return false;
    }

    @Override
    public boolean isPool() {
        return false;
    }

    @Override
    public String spelled(String word) {
        return switch (word) {
            case "text" -> "TEXT";
            case "bytes" -> "BLOB";
            case "number" -> "INTEGER";
            case "clustered" -> " WITHOUT ROWID";
            case "ids" -> "SELECT value FROM json_each(?)";
            default -> throw new IllegalArgumentException(word);
        };
    }

    @Override
    public String place() {
        return file.toString();
    }

    @Override
    public boolean isExchanged() {
        try {
            return !key().equals(connected);
        } catch (IOException e) {
            return true;
        }
    }

    private Object key() throws IOException {
        return Objects.requireNonNullElse(
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .fileKey(),
                file);
    }

    @Override
    public long bytes(Connection connection) throws IOException {
        return Files.size(file);
    }

    @Override
    public boolean copy(Connection connection, Path target) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1, target.toString());
            statement.execute();
            return true;
        }
    }

    @Override
    public void delete() throws IOException {
        for (String suffix : List.of("-wal", "-shm", "")) {
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
        }
    }

    @Override
    public void close() {
        // Whoever opened a connection closes it.
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            return found.next() ? found.getLong(1) : 0;
        }
    }
}
