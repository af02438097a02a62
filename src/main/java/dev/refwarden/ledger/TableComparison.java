package dev.refwarden.ledger;

import dev.refwarden.ledger.tree.MerkleFrontier;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Compares the tables of a ledger with what follows from its lines, two at a time. */
final class TableComparison {
    private static final int AT_ONCE = 1_000;

    private final Ledger ledger;
    private final ComputedTables computed;
    private final MerkleFrontier edge;
    private final Queue<Schema.Derived> left = new ConcurrentLinkedQueue<>();
    private final Set<Schema.Derived> different = ConcurrentHashMap.newKeySet();

    /** @param edge of the tree over all lines */
    TableComparison(Ledger ledger, ComputedTables computed, MerkleFrontier edge) {
        this.ledger = ledger;
        this.computed = computed;
        this.edge = edge;
        List<Schema.Derived> tables = new ArrayList<>(Schema.DERIVED);
        // The longest first, so that none is left for the end.
        tables.sort(Comparator.comparing(table -> -computed.sum(table.name()).rows()));
        left.addAll(tables);
    }

    /** The tables that differ. */
    List<LogFault> faults(Session there) throws IOException {
        long head = new Chain(there).head().seq();
        FutureTask<Boolean> beside = new FutureTask<>(() -> ledger.readAtOnce(other -> {
            // Tables change with the end of the log only.
            if (new Chain(other).head().seq() == head) {
                compare(other);
            }
            return true;
        }));
        Thread thread = new Thread(beside, "refwarden-comparing");
        thread.setDaemon(true);
        thread.start();
        try {
            compare(there);
        } finally {
            // Where this failed, nothing more is compared.
            left.clear();
        }
        await(beside);
        return Schema.DERIVED.stream()
                .filter(different::contains)
                .map(table -> new LogFault(0, "the table " + table.name() + " does not say what follows from the log"))
                .toList();
    }

    private static void await(FutureTask<Boolean> beside) throws IOException {
        try {
            beside.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException reason) {
                throw reason;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerUnavailable("comparing the tables was interrupted");
        }
    }

    private void compare(Session session) throws IOException {
        for (Schema.Derived table = left.poll(); table != null; table = left.poll()) {
            if (!isSame(table, session)) {
                different.add(table);
            }
        }
    }

    private boolean isSame(Schema.Derived table, Session session) throws IOException {
        if (table.name().equals("head")) {
            // The chain of hashes up to its end was walked before.
            return session.number("SELECT count(*) FROM head") == 1
                    && new Chain(session).head().seq() == edge.size()
                    && session.first("SELECT edge FROM head", row -> row.getBytes(1))
                            .filter(bytes -> Arrays.equals(bytes, edge.toBytes()))
                            .isPresent();
        }
        try {
            return sum(table, session).equals(computed.sum(table.name()));
        } catch (SQLException e) {
            throw LedgerUnavailable.because(e);
        }
    }

    private RowSums.Sum sum(Schema.Derived table, Session session) throws SQLException {
        RowSums.Sum sum = new RowSums.Sum();
        try (Statement statement = session.connection().createStatement()) {
            statement.setFetchSize(AT_ONCE);
            ResultSet rows = statement.executeQuery("SELECT " + table.columns() + " FROM " + table.name());
            Object[] row = new Object[rows.getMetaData().getColumnCount()];
            while (rows.next()) {
                for (int column = 0; column < row.length; column++) {
                    Object value = rows.getObject(column + 1);
                    row[column] = value == null ? Optional.empty() : value;
                }
                sum.add(computed.hash(row));
            }
        }
        return sum;
    }
}
