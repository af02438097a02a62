package dev.refwarden.ledger;

import dev.refwarden.ledger.sqlite.SqliteEngine;
import dev.refwarden.ledger.tree.MerkleFrontier;
import dev.refwarden.ledger.tree.StoredHash;
import dev.refwarden.ledger.tree.TreeHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tables that follow from lines, worked out anew in a database of their own, which goes when this is closed; of those
 * that nothing but searches read, only sums.
 */
final class Rebuilt implements AutoCloseable {
    private static final int AT_ONCE = 1_000;
    /** What landed was mostly accepted a moment before. */
    private static final int RECENT_LINES = 64;

    private static final String SUBTREES = "INSERT INTO subtrees VALUES (?, ?, ?)";
    /** The tables of which there are only sums, and the statements that add to them. */
    private static final Map<String, String> SUMMED = Map.of(
            "subtrees", SUBTREES,
            "cases", Consequences.CASES,
            "answers", Consequences.ANSWERS,
            "decisions", DecisionRows.DECISIONS,
            "decision_refs", DecisionRows.REFS,
            "decision_names", DecisionRows.NAMES,
            "decision_objects", DecisionRows.OBJECTS);

    private final Path folder;
    private final Session session;
    private final Consequences consequences;
    private final Ledger ledger;
    private final RowSums sums = new RowSums();
    private final Map<Long, byte[]> recent = new LinkedHashMap<>();
    private MerkleFrontier edge = MerkleFrontier.EMPTY;
    private boolean damaged;

    private Rebuilt(Ledger ledger, Path folder, SqliteEngine engine, Connection connection) throws IOException {
        this.ledger = ledger;
        this.folder = folder;
        this.session = new Session(engine, connection);
        this.consequences = new Consequences(session, sums, NameNumbers.remembering(session), this::line);
    }

    static Rebuilt begin(Ledger ledger) throws IOException {
        Path folder = Files.createTempDirectory("refwarden");
        try {
            SqliteEngine engine = new SqliteEngine(folder.resolve("ledger.db")).withoutSyncs();
            Connection connection = engine.create();
            Schema.make(engine, connection);
            Rebuilt rebuilt = new Rebuilt(ledger, folder, engine, connection);
            engine.begin(connection, "", Ledger.PATIENCE);
            return rebuilt;
        } catch (SQLException e) {
            delete(folder);
            throw LedgerUnavailable.because("the tables cannot be worked out anew", e);
        }
    }

    /** A line that was taken before; the ledger holds it, so that it is not kept here as well. */
    private Optional<byte[]> line(long seq) throws IOException {
        byte[] known = recent.get(seq);
        return known != null ? Optional.of(known) : ledger.read(there -> new Chain(there).line(seq));
    }

    /** Takes the next line. */
    void add(byte[] line) throws IOException {
        LoggedLine logged = LoggedLine.withoutCommits(line).orElse(null);
        if (logged == null) {
            damaged = true;
            return;
        }
        MerkleFrontier.Growth growth = edge.append(TreeHash.ofLeaf(Arrays.copyOf(line, Math.max(0, line.length - 1))));
        edge = growth.frontier();
        for (StoredHash whole : growth.completed()) {
            Object[] row = {
                whole.subtree().level(), whole.subtree().index(), whole.hash().bytes()
            };
            sums.insert(SUBTREES, List.<Object[]>of(row));
        }
        consequences.of(logged);
        recent.put(logged.seq(), line);
        if (recent.size() > RECENT_LINES) {
            recent.remove(recent.keySet().iterator().next());
        }
    }

    /**
     * The tables of a ledger that do not say the same.
     *
     * @param seq the last line that was added; what the ledger learnt since is not compared
     */
    List<LogFault> differences(long seq) throws IOException {
        if (damaged) {
            return List.of();
        }
        return ledger.readAtOnce(there -> {
            List<LogFault> faults = new ArrayList<>();
            Chain chain = new Chain(there);
            // Others went on meanwhile; their lines are few.
            for (long next = seq + 1; next <= chain.head().seq(); next++) {
                add(chain.line(next).orElseThrow(() -> new LedgerUnavailable("a line of the log is missing")));
            }
            for (Schema.Derived table : Schema.DERIVED) {
                if (!isSame(table, there, chain)) {
                    faults.add(
                            new LogFault(0, "the table " + table.name() + " does not say what follows from the log"));
                }
            }
            return faults;
        });
    }

    private boolean isSame(Schema.Derived table, Session other, Chain chain) throws IOException {
        try {
            if (table.name().equals("head")) {
                // The chain of hashes up to its end was walked before.
                return other.number("SELECT count(*) FROM head") == 1
                        && chain.head().seq() == edge.size()
                        && other.first("SELECT edge FROM head", row -> row.getBytes(1))
                                .filter(bytes -> Arrays.equals(bytes, edge.toBytes()))
                                .isPresent();
            }
            return SUMMED.containsKey(table.name()) ? isSameSum(table, other) : isSameInOrder(table, other);
        } catch (SQLException e) {
            throw LedgerUnavailable.because(e);
        }
    }

    private boolean isSameSum(Schema.Derived table, Session other) throws SQLException {
        RowSums.Sum sum = RowSums.Sum.NONE;
        try (Statement theirs = other.connection().createStatement()) {
            theirs.setFetchSize(AT_ONCE);
            ResultSet there = theirs.executeQuery("SELECT " + table.columns() + " FROM " + table.name());
            Object[] row = new Object[there.getMetaData().getColumnCount()];
            while (there.next()) {
                for (int column = 0; column < row.length; column++) {
                    row[column] = Objects.requireNonNullElse(there.getObject(column + 1), "");
                }
                sum = sum.and(sums.hash(row));
            }
        }
        return sum.equals(sums.of(Objects.requireNonNull(SUMMED.get(table.name()))));
    }

    private boolean isSameInOrder(Schema.Derived table, Session other) throws SQLException {
        String sql = "SELECT " + table.columns() + " FROM " + table.name() + " ORDER BY " + table.columns();
        try (Statement ours = session.connection().createStatement();
                Statement theirs = other.connection().createStatement()) {
            theirs.setFetchSize(AT_ONCE);
            ResultSet right = ours.executeQuery(sql);
            ResultSet there = theirs.executeQuery(sql);
            while (true) {
                boolean expected = right.next();
                boolean found = there.next();
                if (!expected && !found) {
                    return true;
                }
                if (expected != found || !isSame(right, there)) {
                    return false;
                }
            }
        }
    }

    private static boolean isSame(ResultSet one, ResultSet other) throws SQLException {
        int columns = one.getMetaData().getColumnCount();
        for (int column = 1; column <= columns; column++) {
            if (!Objects.deepEquals(value(one, column), value(other, column))) {
                return false;
            }
        }
        return true;
    }

    /** Databases give whole numbers in several sizes. */
    private static @Nullable Object value(ResultSet row, int column) throws SQLException {
        Object value = row.getObject(column);
        return value instanceof Number number ? (Object) number.longValue() : value;
    }

    @Override
    public void close() throws IOException {
        session.close();
        delete(folder);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.delete(folder);
    }
}
