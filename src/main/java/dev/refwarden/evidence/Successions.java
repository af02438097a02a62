package dev.refwarden.evidence;

import dev.refwarden.decision.Evidence;
import dev.refwarden.decision.RuleEvidence;
import dev.refwarden.decision.UpdateEvidence;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.Settlement;
import dev.refwarden.ledger.AcceptedTips;
import dev.refwarden.ledger.Aspect;
import dev.refwarden.ledger.RepositoryRecord;
import dev.refwarden.ledger.SettledTip;
import dev.refwarden.ledger.Succession;
import dev.refwarden.policy.Rule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which settled tips are needless once a push lands, since they are before a new tip of the same rule and scope, and
 * which of its new tips are before a settled one. Looks no further than a small part of what the push was judged by: what
 * is missed costs a row of the ledger.
 */
final class Successions {
    /** So many commits of a push, and of those right before it, are asked for. */
    private static final int MOST_COMMITS = 1_024;
    /** For one ref and rule. */
    private static final int MOST_OF_ONE = 256;

    private static final int MOST_REPLACED = 64;

    private final History history;
    private final RepositoryRecord record;
    private final Map<Place, Succession> known = new HashMap<>();

    private record Place(RefName ref, String rule) {}

    /** A tip that may be accepted, and what the push passes by before it. Who pushes is not known for certain yet. */
    private record Tip(Place place, RuleEvidence rule, ObjectId commit, List<ObjectId> passed) {
        boolean isAlongLine() {
            return rule.rule().judgesFirstParentsOnly();
        }

        /** Whether the other, were it before this one, would settle nothing more. */
        boolean includes(SettledTip other) {
            return isLike(other)
                    && Aspect.include(AcceptedTips.aspects(rule.rule(), false), other.aspects())
                    && Aspect.include(AcceptedTips.aspects(rule.rule(), true), other.aspects());
        }

        boolean isIncludedBy(SettledTip other) {
            return isLike(other)
                    && Aspect.include(other.aspects(), AcceptedTips.aspects(rule.rule(), false))
                    && Aspect.include(other.aspects(), AcceptedTips.aspects(rule.rule(), true));
        }

        private boolean isLike(SettledTip other) {
            Optional<RefName> only = rule.restsOnItsRef() ? Optional.of(place.ref()) : Optional.empty();
            return other.rule().equals(Optional.of(place.rule()))
                    && other.only().equals(only)
                    && !other.commit().equals(commit);
        }
    }

    Successions(History history, RepositoryRecord record) {
        this.history = history;
        this.record = record;
    }

    /** What the ledger is to be told of each tip that is accepted. */
    AcceptedTips.Facts of(Evidence evidence) throws IOException {
        List<Tip> tips = tips(evidence);
        Map<ObjectId, List<SettledTip>> settled = settled(tips);
        for (Tip tip : tips) {
            known.put(tip.place(), new Succession(replaced(tip, settled), isContained(tip)));
        }
        return new AcceptedTips.Facts() {
            @Override
            public long claimedTime(ObjectId commit) {
                return history.claimedTime(commit);
            }

            @Override
            public Succession succession(RefName ref, Rule rule) {
                return known.getOrDefault(new Place(ref, rule.name()), Succession.NONE);
            }
        };
    }

    private List<Tip> tips(Evidence evidence) {
        List<Tip> tips = new ArrayList<>();
        int left = MOST_COMMITS;
        for (UpdateEvidence update : evidence.updates()) {
            for (RuleEvidence rule : update.rules()) {
                boolean judges = !AcceptedTips.aspects(rule.rule(), false).isEmpty()
                        || !AcceptedTips.aspects(rule.rule(), true).isEmpty();
                if (left > 0 && update.pushed().commit().isPresent() && judges) {
                    ObjectId commit = update.pushed().commit().get();
                    boolean line = rule.rule().judgesFirstParentsOnly();
                    List<ObjectId> passed = history.before(commit, Math.min(left, MOST_OF_ONE), line);
                    Place place = new Place(update.update().ref(), rule.rule().name());
                    tips.add(new Tip(place, rule, commit, passed));
                    left -= passed.size() + 1;
                }
            }
        }
        return tips;
    }

    private Map<ObjectId, List<SettledTip>> settled(List<Tip> tips) throws IOException {
        Set<ObjectId> commits = new LinkedHashSet<>();
        tips.forEach(tip -> commits.addAll(tip.passed()));
        Map<ObjectId, List<SettledTip>> settled = new HashMap<>();
        Set<SettledTip> found = new HashSet<>(record.among(commits));
        // What is seen to have landed just now is settled by the time that this push is.
        found.addAll(record.recent());
        for (SettledTip tip : found) {
            settled.computeIfAbsent(tip.commit(), none -> new ArrayList<>()).add(tip);
        }
        return settled;
    }

    private static List<ObjectId> replaced(Tip tip, Map<ObjectId, List<SettledTip>> settled) {
        List<ObjectId> replaced = new ArrayList<>();
        for (ObjectId commit : tip.passed()) {
            boolean needless = settled.getOrDefault(commit, List.of()).stream().anyMatch(tip::includes);
            if (needless && replaced.size() < MOST_REPLACED) {
                replaced.add(commit);
            }
        }
        return replaced;
    }

    /** Only a tip that brings nothing new can be before a settled one. */
    private boolean isContained(Tip tip) {
        Rule rule = tip.rule().rule();
        if (rule.commits().isEmpty() || !tip.rule().commits().isEmpty()) {
            return false;
        }
        Map<ObjectId, Settlement.Tip> over = new HashMap<>();
        for (SettledTip settled : record.recorded()) {
            if (tip.isIncludedBy(settled)) {
                over.put(settled.commit(), new Settlement.Tip(1, settled.claimedTime()));
            }
        }
        boolean line = tip.isAlongLine();
        return !over.isEmpty()
                && history.isSettledSoon(new Settlement(over, line ? 1 : 0, line, List.of()), tip.commit());
    }
}
