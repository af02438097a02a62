package dev.refwarden.review.desk;

import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.ledger.LoggedPush;
import dev.refwarden.review.assessment.Surroundings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What whoever is suspected in an incident got in: accepted pushes from the same new address, or of the same commits. */
final class GotIn {
    private static final Duration AROUND = Duration.ofDays(1);
    private static final int MOST = 50;

    private GotIn() {}

    static List<LoggedDecision> of(List<LoggedPush> refused, Set<Long> fromNew, Surroundings surroundings)
            throws IOException {
        Instant from = refused.get(0).decision().time().minus(AROUND);
        Instant to = refused.get(refused.size() - 1).decision().time().plus(AROUND);
        Map<Long, LoggedDecision> accepted = new TreeMap<>(Comparator.reverseOrder());
        for (LoggedPush push : refused) {
            if (fromNew.contains(push.decision().seq())) {
                for (LoggedPush other : surroundings.from(push.address())) {
                    boolean inTime = other.decision().time().isAfter(from)
                            && other.decision().time().isBefore(to);
                    if (other.decision().isAccepted() && inTime) {
                        accepted.put(other.decision().seq(), other.decision());
                    }
                }
            }
            for (LoggedDecision other : surroundings.sameTips(push)) {
                if (other.isAccepted()) {
                    accepted.put(other.seq(), other);
                }
            }
        }
        return new ArrayList<>(accepted.values()).subList(0, Math.min(MOST, accepted.size()));
    }
}
