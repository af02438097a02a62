package dev.refwarden.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the log's lines in their order, however many there are. */
final class Lines {
    private static final int AT_ONCE = 256;

    private Lines() {}

    /** A line as it is, its line feed included, under the number that the ledger gives it. */
    record Stored(long seq, byte[] bytes) {}

    /** Takes one line after the other. */
    @FunctionalInterface
    interface Taking {
        void take(Stored line) throws IOException;
    }

    /** Shows every line behind number {@code after}. */
    static void each(Ledger ledger, long after, Taking taking) throws IOException {
        long last = after;
        List<Stored> some = new ArrayList<>();
        do {
            long from = last;
            some.clear();
            some.addAll(ledger.read(session -> session.list(
                    "SELECT seq, line FROM lines WHERE seq > ? ORDER BY seq LIMIT " + AT_ONCE,
                    row -> new Stored(row.getLong(1), row.getBytes(2)),
                    from)));
            for (Stored line : some) {
                taking.take(line);
                last = line.seq();
            }
        } while (some.size() == AT_ONCE);
    }
}
