package dev.refwarden.review.desk;

import dev.refwarden.ledger.LoggedDecision;
import java.util.List;

/**
 * What got in around an incident, newest first.
 *
 * @param sure accepted pushes by whoever is suspected: from the same address, from another where the person never was, or
 *     of the same commits
 * @param toCheck accepted pushes by the suspected person, or with the suspected keys, that may be the owner's own
 */
public record GotIn(List<LoggedDecision> sure, List<LoggedDecision> toCheck) {
    static final GotIn NOTHING = new GotIn(List.of(), List.of());

    public GotIn {
        sure = List.copyOf(sure);
        toCheck = List.copyOf(toCheck);
    }
}
