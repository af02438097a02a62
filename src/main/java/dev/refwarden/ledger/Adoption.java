package dev.refwarden.ledger;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Takes a ledger as it is for the right one, whatever this server has seen of it before. */
final class Adoption {
    private Adoption() {}

    static Appended of(Ledger ledger, Instant time, String account, String reason) throws IOException {
        KnownHead.Head known = KnownHead.readIfWhole(ledger.state());
        Optional<byte[]> before = KnownHead.bytes(ledger.state());
        KnownHead.begin(ledger.state());
        try {
            return ledger.append(time, "", adopted(account, reason, known));
        } catch (IOException | RuntimeException e) {
            // Nothing was adopted, so this server does not forget what it has seen.
            KnownHead.restore(ledger.state(), before);
            throw e;
        }
    }

    private static LogLine adopted(String account, String reason, KnownHead.Head known) {
        return (json, caseId) -> {
            json.writeStringField("event", "adopted");
            json.writeStringField("account", account);
            json.writeStringField("reason", reason);
            json.writeNumberField("seenSeq", known.seq());
            json.writeStringField("seenHash", known.hash().hex());
        };
    }
}
