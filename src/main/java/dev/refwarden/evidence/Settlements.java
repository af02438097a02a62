package dev.refwarden.evidence;

import dev.refwarden.history.Settlement;
import dev.refwarden.log.Aspect;
import dev.refwarden.log.SettledTip;
import dev.refwarden.object.ObjectId;
import dev.refwarden.policy.Glob;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What is settled under a rule: what was accepted under it and landed, what an administrator declared,
 * what the rule vouches for, and what is settled for the refs that it is based on.
 */
final class Settlements {
    private final List<Rule> rules = new ArrayList<>();
    private final List<SettledTip> settled;
    private final Supplier<Set<String>> refNames;
    /** By the rule's name: what is settled is the same for every ref of a push. */
    private final Map<Aspect, Map<String, Optional<Settlement>>> settlements = new EnumMap<>(Aspect.class);

    /** @param refNames every ref of the repository, asked for only where a pattern must be compared with them */
    Settlements(List<RepositoryEntry> entries, List<SettledTip> settled, Supplier<Set<String>> refNames) {
        entries.forEach(entry -> rules.addAll(entry.rules()));
        this.settled = settled;
        this.refNames = refNames;
    }

    /**
     * What is settled under a rule for judging the signatures of new commits, for looking at what they change
     * (whatever lies before a tip was looked at with it), or, where the rule does not judge the signatures of them
     * all, for asking who stands for them. Absent where more rules depend on each other than can be told apart.
     */
    Optional<Settlement> of(Rule rule, Aspect aspect) {
        return settlements
                .computeIfAbsent(aspect, none -> new HashMap<>())
                .computeIfAbsent(rule.name(), none -> new Marks(rule).settlement(aspect));
    }

    /**
     * For finding what must be believed anew since a key is compromised: settled is only what was vouched
     * for, what was declared before that time, and what the ref holds.
     */
    Settlement sinceCompromise(Rule rule, Instant compromise, Optional<ObjectId> held) {
        Map<ObjectId, Settlement.Tip> tips = new HashMap<>();
        Settlement.Tip settling = new Settlement.Tip(1, Settlement.Tip.TIME_UNKNOWN);
        held.ifPresent(tip -> tips.put(tip, settling));
        rule.commits().ifPresent(commits -> commits.vouched().forEach(id -> tips.put(id, settling)));
        for (SettledTip tip : settled) {
            if (tip.declared().filter(at -> at.isBefore(compromise)).isPresent()) {
                tips.put(tip.commit(), settling);
            }
        }
        return new Settlement(tips, rule.judgesFirstParentsOnly() ? 1 : 0, rule.judgesFirstParentsOnly(), List.of());
    }

    /** Gives a mark to the judged rule and to every rule that it is based on, directly or not. */
    private final class Marks {
        private final List<Rule> marked = new ArrayList<>();
        private final List<Settlement.Derivation> derivations = new ArrayList<>();

        Marks(Rule judged) {
            marked.add(judged);
            for (int mark = 0; mark < marked.size() && marked.size() <= Settlement.MAX_MARKS; mark++) {
                deriveFrom(mark);
            }
        }

        Optional<Settlement> settlement(Aspect aspect) {
            if (marked.size() > Settlement.MAX_MARKS) {
                return Optional.empty();
            }
            boolean whole = aspect != Aspect.COMMITS;
            long firstParent = 0;
            for (int mark = whole ? 1 : 0; mark < marked.size(); mark++) {
                firstParent |= marked.get(mark).judgesFirstParentsOnly() ? 1L << mark : 0;
            }
            boolean along = !whole && marked.get(0).judgesFirstParentsOnly();
            return Optional.of(new Settlement(tips(aspect), firstParent, along, derivations));
        }

        private Map<ObjectId, Settlement.Tip> tips(Aspect aspect) {
            Map<ObjectId, Settlement.Tip> tips = new HashMap<>();
            for (SettledTip tip : settled) {
                add(tips, tip.commit(), marksOf(tip, aspect), tip.claimedTime());
            }
            for (int mark = 0; mark < marked.size(); mark++) {
                long bit = 1L << mark;
                marked.get(mark)
                        .commits()
                        .ifPresent(commits ->
                                commits.vouched().forEach(id -> add(tips, id, bit, Settlement.Tip.TIME_UNKNOWN)));
            }
            return tips;
        }

        /** A tip settles the judged rule by its aspect, and the others as far as commits were judged. */
        private long marksOf(SettledTip tip, Aspect aspect) {
            long marks = 0;
            for (int mark = 0; mark < marked.size(); mark++) {
                boolean sameRule = tip.rule().isEmpty()
                        || tip.rule().get().equals(marked.get(mark).name());
                if (sameRule && settles(tip, marked.get(mark), mark == 0 ? aspect : Aspect.COMMITS)) {
                    marks |= 1L << mark;
                }
            }
            return marks;
        }

        private void add(Map<ObjectId, Settlement.Tip> tips, ObjectId id, long marks, long claimedTime) {
            if (marks != 0) {
                Settlement.Tip before = tips.get(id);
                tips.put(
                        id,
                        before == null
                                ? new Settlement.Tip(marks, claimedTime)
                                : new Settlement.Tip(
                                        marks | before.marks(), Math.min(claimedTime, before.claimedTime())));
            }
        }

        private void deriveFrom(int mark) {
            Optional<Rule.Commits> commits = marked.get(mark).commits();
            if (commits.isEmpty()) {
                return;
            }
            for (String ref : basedOn(commits.get())) {
                long needed = 0;
                for (Rule rule : rules) {
                    if (rule.commits().isPresent() && rule.refs().contain(ref)) {
                        needed |= 1L << (markOf(rule) & 63);
                    }
                }
                if (needed != 0) {
                    derivations.add(new Settlement.Derivation(mark, needed));
                }
            }
        }

        private int markOf(Rule rule) {
            for (int mark = 0; mark < marked.size(); mark++) {
                if (marked.get(mark).name().equals(rule.name())) {
                    return mark;
                }
            }
            marked.add(rule);
            return marked.size() - 1;
        }
    }

    private Set<String> basedOn(Rule.Commits commits) {
        Set<String> refs = new LinkedHashSet<>();
        for (Glob glob : commits.basedOn()) {
            if (glob.isLiteral()) {
                refs.add(glob.pattern());
            } else {
                refNames.get().stream().filter(glob::matches).forEach(refs::add);
            }
        }
        return refs;
    }

    /** Where a rule judges signatures, what it accepted for them was approved in the same push. */
    private static boolean settles(SettledTip tip, Rule rule, Aspect aspect) {
        return tip.aspects().contains(aspect)
                || (aspect == Aspect.APPROVALS
                        && rule.commits().isPresent()
                        && tip.aspects().contains(Aspect.COMMITS));
    }
}
