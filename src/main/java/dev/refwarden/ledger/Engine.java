package dev.refwarden.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** What differs between the databases that can hold a ledger. */
public interface Engine extends AutoCloseable {
    /**
     * Opens a connection to a ledger that is there; it commits each statement by itself.
     *
     * @throws SQLException also where there is no ledger, or it is not one of this form
     */
    Connection connect() throws SQLException;

    /**
     * Opens the place of a ledger that is to be made in the transaction that begins then; fails where anything is there
     * already.
     */
    Connection create() throws SQLException;

    /**
     * The same as whoever makes a ledger uses it, and owns the tables: it takes over lines as they stand, also where
     * the chain of an imported log was once torn.
     */
    Engine maker();

    /** The same for whoever only reads: what it connects to cannot be written by that, as far as the database can see to it. */
    default Engine reading() {
        return this;
    }

    /** Whether any process brings tables of an older form to its own; else an administrator does that. */
    boolean upgradesItself();

    /** Lets the transaction that was begun take as long as it needs. */
    void takeTime(Connection connection) throws SQLException;

    /** Keeps what is in the tables from being changed, as far as the database can; run when they are made. */
    void guard(Connection connection) throws SQLException;

    /**
     * Begins a transaction in which decisions about {@code repository} are made by no one else.
     *
     * @param patience how long others may be waited for
     */
    void begin(Connection connection, String repository, Duration patience) throws SQLException;

    /** Begins a transaction that sees everything as it is at one moment, and writes nothing. */
    void beginReading(Connection connection) throws SQLException;

    /**
     * Begins the last part of a transaction, in which no one else appends a line; it is to be short.
     *
     * @param patience how long others may be waited for
     */
    void beginAppending(Connection connection, Duration patience) throws SQLException;

    /**
     * Writes a line, and makes it the end of the log.
     *
     * @param hash of the line
     * @param edge of the tree that has the line as its last leaf
     */
    void append(Changes changes, long seq, byte[] line, byte[] hash, byte[] edge) throws IOException;

    /** Makes everything since {@link #begin} durable, as one. */
    void commit(Connection connection) throws SQLException;

    /**
     * Makes durable whatever this connection sees; others may have committed it a moment ago, and wait for the disk. In a
     * transaction, it is once that has been committed.
     */
    void makeDurable(Connection connection) throws SQLException;

    /** Takes everything since {@link #begin} back. */
    void rollback(Connection connection) throws SQLException;

    /** Whether a failure means that others kept the ledger for too long. */
    boolean isImpatience(SQLException failure);

    /** Whether a failure means that the database is not connected any more: what it was asked last may be done all the same. */
    boolean isLost(SQLException failure);

    /** Whether a connection that was not used for a while still is one. */
    boolean isAlive(Connection connection);

    /** Whether several statements, one behind the other, are sent to the database together. */
    boolean takesSeveralAtOnce();

    /** Whether a closed connection is kept for the next one who connects. */
    boolean isPool();

    /**
     * What the databases spell differently: {@code bytes}, {@code number}, {@code text} and {@code clustered} in the
     * schema, and {@code ids}, a statement that gives the numbers in a JSON list.
     */
    String spelled(String word);

    /** Where the ledger is, for messages; without a password. */
    String place();

    /** Whether what was connected to is not what is there now. */
    boolean isExchanged();

    /** How many bytes the ledger takes. */
    long bytes(Connection connection) throws IOException, SQLException;

    /**
     * Copies the ledger as it is at one moment into a SQLite file.
     *
     * @return false, and nothing is done, where the database cannot do that by itself
     */
    boolean copy(Connection connection, Path target) throws SQLException;

    /** Takes away what {@link #create} made, where the transaction did not come to its end. */
    void delete() throws IOException, SQLException;

    /** Lets go of what is kept between connections. */
    @Override
    void close();
}
