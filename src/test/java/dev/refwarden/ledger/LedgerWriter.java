package dev.refwarden.ledger;

import static dev.refwarden.ledger.WrittenLines.commit;

import dev.refwarden.statement.StatementDigest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A process that decides for ever, and says the number of each line once it is durable; until it is killed, or fails. */
final class LedgerWriter {
    private LedgerWriter() {}

    public static void main(String[] arguments) {
        try (Ledger ledger = Ledger.in(new StateFolder(Path.of(arguments[0])))) {
            long seq = ledger.status().lines();
            while (true) {
                seq = decide(ledger, seq);
                System.out.println(seq);
            }
        } catch (IOException e) {
            System.out.println("failed: " + e.getMessage());
        }
        Runtime.getRuntime().halt(0);
    }

    /** What was accepted last has landed, an approval is used up, and the next push accepted. */
    static long decide(Ledger ledger, long last) throws IOException {
        int number = (int) last;
        return ledger.decide("r", Ledger.PATIENCE, transaction -> {
                    if (last > 0) {
                        transaction.append(
                                Instant.now(), WrittenLines.noted("r", last, "refs/heads/main", commit(number)));
                    }
                    byte[] statement = ByteBuffer.allocate(8).putLong(last).array();
                    transaction.append(
                            Instant.now(),
                            WrittenLines.using("r", StatementDigest.of("token", "alice", statement), true));
                    int next = number + (last > 0 ? 3 : 2);
                    return transaction.append(
                            Instant.now(),
                            WrittenLines.accepted(
                                    "r", "refs/heads/main", commit(number), commit(next), List.of(commit(next))));
                })
                .seq();
    }
}
