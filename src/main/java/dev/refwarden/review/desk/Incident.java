package dev.refwarden.review.desk;

import dev.refwarden.ledger.LoggedPush;
import java.util.List;

/**
 * Cases that belong together.
 *
 * @param cases all of them, oldest first
 * @param accepted what got in around them
 */
public record Incident(String id, List<LoggedPush> cases, GotIn accepted) {
    public Incident {
        cases = List.copyOf(cases);
    }

    /** The newest of its cases. */
    public LoggedPush last() {
        return cases.get(cases.size() - 1);
    }
}
