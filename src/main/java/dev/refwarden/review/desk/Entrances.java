package dev.refwarden.review.desk;

import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.ledger.LoggedPush;
import dev.refwarden.review.assessment.Assessor;
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
import java.util.TreeSet;

/** Where else whoever is suspected in an incident tried to come in, and did: from a day before it until today. */
final class Entrances {
    private static final Duration AROUND = Duration.ofDays(1);
    private static final int MOST = 50;

    private final List<LoggedPush> refused;
    private final List<LoggedPush> suspects;
    private final Set<Long> fromNew;
    private final Assessor assessor;
    private final Surroundings surroundings;
    private final Map<Long, LoggedDecision> sure = new TreeMap<>(Comparator.reverseOrder());
    private final Map<Long, LoggedDecision> toCheck = new TreeMap<>(Comparator.reverseOrder());

    /**
     * Around an incident.
     *
     * @param refused its pushes, oldest first
     * @param suspects those of them that look like an attack
     * @param fromNew the numbers of those from an address where their pusher never was
     */
    Entrances(
            List<LoggedPush> refused,
            List<LoggedPush> suspects,
            Set<Long> fromNew,
            Assessor assessor,
            Surroundings surroundings) {
        this.refused = refused;
        this.suspects = suspects;
        this.fromNew = fromNew;
        this.assessor = assessor;
        this.surroundings = surroundings;
    }

    GotIn find() throws IOException {
        for (LoggedPush push : refused) {
            if (fromNew.contains(push.decision().seq())) {
                for (LoggedPush other : surroundings.from(push.address())) {
                    if (other.decision().isAccepted() && isNear(other)) {
                        sure.put(other.decision().seq(), other.decision());
                    }
                }
            }
            for (LoggedDecision other : surroundings.sameTips(push)) {
                if (other.isAccepted()) {
                    sure.put(other.seq(), other);
                }
            }
        }
        bySuspects();
        toCheck.keySet().removeAll(sure.keySet());
        return new GotIn(first(sure), first(toCheck));
    }

    /** A stolen key is as good as its owner's, perhaps on the owner's own computer: what it opened elsewhere counts too. */
    private void bySuspects() throws IOException {
        Set<String> addresses = new TreeSet<>();
        Set<String> pushers = new TreeSet<>();
        Set<String> keys = new TreeSet<>();
        for (LoggedPush push : suspects) {
            addresses.add(push.address());
            pushers.add(push.pusher());
            keys.addAll(keys(push));
        }
        pushers.remove("");
        for (String pusher : pushers) {
            for (LoggedPush other : surroundings.acceptedBy(pusher, begin(), end())) {
                sort(other, addresses);
            }
        }
        for (String key : keys) {
            for (LoggedPush other : surroundings.acceptedWith(key, begin(), end())) {
                sort(other, pushers.contains(other.pusher()) ? addresses : Set.of());
            }
        }
    }

    private void sort(LoggedPush accepted, Set<String> addresses) throws IOException {
        boolean theirs =
                isNear(accepted) && (addresses.contains(accepted.address()) || assessor.isFromNewAddress(accepted));
        (theirs ? sure : toCheck).put(accepted.decision().seq(), accepted.decision());
    }

    /** Whose commits were only carried along is not suspected for that. */
    private Set<String> keys(LoggedPush push) {
        Set<String> keys = new TreeSet<>();
        boolean any =
                push.person().isEmpty() || fromNew.contains(push.decision().seq());
        for (String list : List.of("commits", "tags")) {
            for (Map<String, Object> signed : push.decision().objects(list)) {
                String signer = LoggedDecision.text(signed, "signer");
                String key = LoggedDecision.text(signed, signer.isEmpty() ? "fingerprint" : "key");
                if (any || signer.isEmpty() || signer.equals(push.person())) {
                    keys.add(key);
                }
            }
        }
        keys.remove("");
        return keys;
    }

    private Instant begin() {
        return refused.get(0).decision().time().minus(AROUND);
    }

    private Instant end() {
        return refused.get(refused.size() - 1).decision().time().plus(AROUND);
    }

    private boolean isNear(LoggedPush other) {
        Instant time = other.decision().time();
        return time.isAfter(begin()) && time.isBefore(end());
    }

    private static List<LoggedDecision> first(Map<Long, LoggedDecision> newestFirst) {
        return new ArrayList<>(newestFirst.values()).subList(0, Math.min(MOST, newestFirst.size()));
    }
}
