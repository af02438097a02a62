package dev.refwarden.ledger;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the ledger holds.
 *
 * @param place where it is
 * @param lines how many lines the log has
 * @param last the hash of the last one
 * @param root of the tree over all lines
 * @param rows how many rows each table has
 * @param nodes the servers of the fleet; none where the ledger is one server's
 */
public record LedgerStatus(
        String place,
        int form,
        long lines,
        String last,
        String root,
        Map<String, Long> rows,
        long bytes,
        List<Node> nodes) {
    public LedgerStatus {
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
        nodes = List.copyOf(nodes);
    }

    static LedgerStatus of(Ledger ledger, Engine engine) throws IOException {
        return ledger.read(session -> {
            Chain chain = new Chain(session);
            Map<String, Long> rows = new LinkedHashMap<>();
            for (Schema.Derived table : Schema.DERIVED) {
                rows.put(table.name(), session.number("SELECT count(*) FROM " + table.name()));
            }
            return new LedgerStatus(
                    engine.place(),
                    Schema.version(),
                    chain.head().seq(),
                    chain.head().hash().hex(),
                    chain.edge().head().root().base64(),
                    rows,
                    bytes(engine, session),
                    ledger.isFleet() ? Node.all(session) : List.of());
        });
    }

    private static long bytes(Engine engine, Session session) throws IOException {
        try {
            return engine.bytes(session.connection());
        } catch (SQLException e) {
            throw LedgerUnavailable.because(e);
        }
    }
}
