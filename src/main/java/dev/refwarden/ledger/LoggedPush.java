package dev.refwarden.ledger;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A push of the log; one that was not refused without its list of commits, which may be long.
 *
 * @param signatures every key's id and fingerprint, and every signer's id, on commits, tags, approvals and the push
 */
public record LoggedPush(LoggedDecision decision, Set<String> signatures) {
    public LoggedPush {
        signatures = Collections.unmodifiableSet(new LinkedHashSet<>(signatures));
    }

    /** The person who pushed; empty where no one knows. */
    public String person() {
        return decision.text("pusher", "person");
    }

    /** The person, or else the account; empty where neither is known. */
    public String pusher() {
        return person().isEmpty() ? decision.text("pusher", "account") : person();
    }

    /** From where; empty where the server does not say. */
    public String address() {
        return decision.text("address");
    }

    public String repository() {
        return decision.text("repository");
    }
}
