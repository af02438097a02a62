package dev.refwarden.ledger;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A connection to the ledger. Statements are prepared once and kept; parameters are texts, whole numbers, bytes, truth
 * values, or optional ones of these. Used by one thread at a time.
 */
final class Session implements Changes, IndexRows, AutoCloseable {
    private static final int AT_ONCE = 1_000;

    private static final long RECENT_NANOS = 500_000_000;
    /** So many rows of a batch are sent with what else waits. */
    private static final int FEW = 16;
    /** So many statements are sent together at most. */
    private static final int MOST_TOGETHER = 64;

    private static final int MOST_PREPARED = 256;

    private final Engine engine;
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new LinkedHashMap<>(16, 0.75f, true);
    /** Changes that were not sent yet. */
    private final List<Change> waiting = new ArrayList<>();

    private boolean gathering;
    private long usedNanos = System.nanoTime();

    Session(Engine engine, Connection connection) {
        this.engine = engine;
        this.connection = connection;
    }

    /** Makes durable what was read here. */
    void makeDurable() throws IOException {
        try {
            engine.makeDurable(connection);
        } catch (SQLException e) {
            throw LedgerUnavailable.of(engine, e);
        }
    }

    private record Change(String sql, Object[] parameters) {}

    /**
     * From now on changes wait until something is read, or {@link #send}, so that there are fewer ways to the database and
     * back; where that is far away.
     */
    void gather() {
        gathering = engine.takesSeveralAtOnce();
    }

    /** Sends what waits, and from now on every change at once. */
    void send() throws IOException {
        try {
            sendWaiting();
        } catch (SQLException e) {
            throw LedgerUnavailable.because(e);
        }
        gathering = false;
    }

    private void sendWaiting() throws SQLException {
        for (int from = 0; from < waiting.size(); from += MOST_TOGETHER) {
            List<Change> some = waiting.subList(from, Math.min(waiting.size(), from + MOST_TOGETHER));
            List<Object> parameters = new ArrayList<>();
            StringBuilder sql = new StringBuilder();
            for (Change change : some) {
                sql.append(sql.length() == 0 ? "" : "; ").append(change.sql());
                parameters.addAll(Arrays.asList(change.parameters()));
            }
            PreparedStatement statement = statement(sql.toString());
            bind(statement, parameters.toArray());
            statement.execute();
        }
        waiting.clear();
    }

    Engine engine() {
        return engine;
    }

    /** Says that it is given back for now. */
    Session rested() {
        usedNanos = System.nanoTime();
        return this;
    }

    /** Whether the database still is at the other end, as far as that is worth asking. */
    boolean isUsable() {
        return System.nanoTime() - usedNanos < RECENT_NANOS || engine.isAlive(connection);
    }

    Connection connection() {
        return connection;
    }

    /** Reads one row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Takes one row after the other. */
    @FunctionalInterface
    interface Rows {
        void take(ResultSet row) throws SQLException, IOException;
    }

    <T> List<T> list(String sql, Row<T> row, Object... parameters) throws IOException {
        List<T> list = new ArrayList<>();
        each(sql, found -> list.add(row.read(found)), parameters);
        return list;
    }

    <T> Optional<T> first(String sql, Row<T> row, Object... parameters) throws IOException {
        try (ResultSet found = bound(sql, parameters).executeQuery()) {
            return found.next() ? Optional.of(row.read(found)) : Optional.empty();
        } catch (SQLException e) {
            throw LedgerUnavailable.because(e);
        }
    }

    boolean isThere(String sql, Object... parameters) throws IOException {
        return first(sql, found -> true, parameters).isPresent();
    }

    /** The whole number in the first column of the first row; 0 where there is no row, or no number in it. */
    long number(String sql, Object... parameters) throws IOException {
        return first(sql, found -> found.getLong(1), parameters).orElse(0L);
    }

    void each(String sql, Rows rows, Object... parameters) throws IOException {
        try (ResultSet found = bound(sql, parameters).executeQuery()) {
            while (found.next()) {
                rows.take(found);
            }
        } catch (SQLException e) {
            throw LedgerUnavailable.because(e);
        }
    }

    @Override
    public void update(String sql, Object... parameters) throws IOException {
        if (gathering) {
            waiting.add(new Change(sql, parameters));
            return;
        }
        try {
            bound(sql, parameters).execute();
        } catch (SQLException e) {
            throw LedgerUnavailable.because(e);
        }
    }

    /** Many rows for one statement. */
    interface Batch {
        void add(Object... parameters) throws IOException;
    }

    /** Fills a batch. */
    @FunctionalInterface
    interface Filling {
        void fill(Batch batch) throws IOException;
    }

    void batch(String sql, Filling filling) throws IOException {
        List<Object[]> rows = new ArrayList<>();
        filling.fill(row -> {
            rows.add(row);
            if (rows.size() == AT_ONCE) {
                sendRows(sql, rows);
                rows.clear();
            }
        });
        if (gathering && rows.size() <= FEW) {
            rows.forEach(row -> waiting.add(new Change(sql, row)));
        } else if (!rows.isEmpty()) {
            sendRows(sql, rows);
        }
    }

    @Override
    public void insert(String insert, List<Object[]> rows) throws IOException {
        batch(insert, batch -> {
            for (Object[] row : rows) {
                batch.add(row);
            }
        });
    }

    private void sendRows(String sql, List<Object[]> rows) throws IOException {
        try {
            sendWaiting();
            PreparedStatement statement = statement(sql);
            for (Object[] row : rows) {
                bind(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw LedgerUnavailable.because(e);
        }
    }

    /** A column that may hold no text. */
    static Optional<String> text(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // What was to be kept is committed, and nothing else is lost with a connection.
            return;
        }
    }

    private PreparedStatement bound(String sql, Object... parameters) throws SQLException {
        sendWaiting();
        PreparedStatement statement = statement(sql);
        bind(statement, parameters);
        return statement;
    }

    private PreparedStatement statement(String sql) throws SQLException {
        PreparedStatement known = prepared.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            prepared.put(sql, known);
            if (prepared.size() > MOST_PREPARED) {
                Iterator<PreparedStatement> longestUnused = prepared.values().iterator();
                longestUnused.next().close();
                longestUnused.remove();
            }
        }
        return known;
    }

    private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object parameter = parameters[i];
            if (parameter instanceof Optional<?> optional) {
                if (optional.isEmpty()) {
                    statement.setNull(i + 1, Types.NULL);
                    continue;
                }
                parameter = optional.get();
            }
            if (parameter instanceof byte[] bytes) {
                statement.setBytes(i + 1, bytes);
            } else if (parameter instanceof Number number) {
                statement.setLong(i + 1, number.longValue());
            } else if (parameter instanceof Boolean truth) {
                statement.setInt(i + 1, truth ? 1 : 0);
            } else {
                statement.setString(i + 1, String.valueOf(parameter));
            }
        }
    }
}
