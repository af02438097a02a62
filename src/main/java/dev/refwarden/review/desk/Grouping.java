package dev.refwarden.review.desk;

import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.ledger.LoggedPush;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which refused pushes belong together: those with the same key, by the same person from the same address, or of the
 * same objects, each within an hour of another.
 */
final class Grouping {
    private static final Duration APART = Duration.ofHours(1);

    private final Map<Long, Long> parents = new HashMap<>();
    private final Map<String, LoggedPush> latest = new HashMap<>();

    /** What two pushes of one incident have in common. */
    static Set<String> ties(LoggedPush push) {
        Set<String> ties = new LinkedHashSet<>();
        if (!push.pusher().isEmpty()) {
            ties.add("hand " + push.pusher() + " " + push.address());
        }
        for (String list : List.of("commits", "tags")) {
            for (Map<String, Object> signed : push.decision().objects(list)) {
                ties.add("key " + LoggedDecision.text(signed, "fingerprint"));
            }
        }
        for (Map<String, Object> update : push.decision().objects("updates")) {
            String tip = LoggedDecision.text(update, "new");
            if (tip.chars().anyMatch(c -> c != '0')) {
                ties.add("tip " + tip);
            }
        }
        ties.remove("key ");
        return ties;
    }

    /**
     * Groups them.
     *
     * @return for the number of each push's line, the pushes of its incident, oldest first
     */
    static Map<Long, List<LoggedPush>> of(List<LoggedPush> pushes) {
        Grouping grouping = new Grouping();
        List<LoggedPush> oldestFirst = new ArrayList<>(pushes);
        oldestFirst.sort(Comparator.comparing(push -> push.decision().seq()));
        oldestFirst.forEach(grouping::add);
        Map<Long, List<LoggedPush>> groups = new HashMap<>();
        Map<Long, List<LoggedPush>> bySeq = new HashMap<>();
        for (LoggedPush push : oldestFirst) {
            List<LoggedPush> group =
                    groups.computeIfAbsent(grouping.root(push.decision().seq()), none -> new ArrayList<>());
            group.add(push);
            bySeq.put(push.decision().seq(), group);
        }
        return bySeq;
    }

    private void add(LoggedPush push) {
        long seq = push.decision().seq();
        parents.put(seq, seq);
        for (String tie : ties(push)) {
            LoggedPush before = latest.put(tie, push);
            if (before != null
                    && Duration.between(
                                            before.decision().time(),
                                            push.decision().time())
                                    .compareTo(APART)
                            <= 0) {
                // The oldest of all is the root.
                long one = root(before.decision().seq());
                long other = root(seq);
                parents.put(Math.max(one, other), Math.min(one, other));
            }
        }
    }

    private long root(long seq) {
        long at = seq;
        while (true) {
            long parent = parents.getOrDefault(at, at);
            if (parent == at) {
                return at;
            }
            at = parent;
        }
    }
}
