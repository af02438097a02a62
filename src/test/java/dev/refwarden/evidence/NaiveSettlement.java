package dev.refwarden.evidence;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.ledger.Aspect;
import dev.refwarden.policy.Rule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is settled, worked out as sets of commits and by nothing else: every set begins with what was accepted, declared
 * and vouched for, and grows until no rule that is based on refs adds anything.
 *
 * @param rules of today
 * @param refs that are there
 * @param landed what rules accepted, and then landed
 * @param declared tips that an administrator declared
 * @param single commits that an administrator declared by themselves
 */
record NaiveSettlement(
        CommitGraph graph,
        List<Rule> rules,
        Set<String> refs,
        List<Landed> landed,
        List<Declared> declared,
        Set<ObjectId> single) {
    /**
     * A tip that a rule accepted.
     *
     * @param only for which ref alone it counts
     */
    record Landed(String rule, Set<Aspect> judged, ObjectId commit, Optional<RefName> only) {}

    /** A tip that was declared, for all refs or for one alone. */
    record Declared(ObjectId commit, Optional<RefName> only) {}

    /** Settled along first-parent lines, and settled with everything before it; the second is part of the first. */
    private record Sets(Set<ObjectId> lines, Set<ObjectId> wholes) {
        static Sets empty() {
            return new Sets(new HashSet<>(), new HashSet<>());
        }
    }

    /** What need not be judged under a rule when that ref is pushed to. */
    Set<ObjectId> settled(Rule rule, Aspect aspect, Optional<RefName> ref) {
        Map<String, Sets> sets = new HashMap<>();
        rules.forEach(one -> sets.put(one.name(), Sets.empty()));
        for (Rule one : rules) {
            // What counts for a ref alone counts under the rule that is judged; what others derive from, for all.
            begin(one, aspect, ref, Objects.requireNonNull(sets.get(one.name())));
        }
        boolean grows = true;
        while (grows) {
            grows = false;
            for (Rule one : rules) {
                grows |= derive(one, sets);
            }
        }
        Set<ObjectId> settled =
                new HashSet<>(Objects.requireNonNull(sets.get(rule.name())).lines());
        settled.addAll(single);
        return settled;
    }

    private void begin(Rule rule, Aspect aspect, Optional<RefName> ref, Sets into) {
        boolean lineNow = aspect == Aspect.COMMITS && rule.judgesFirstParentsOnly();
        for (Landed tip : landed) {
            if (tip.rule().equals(rule.name())
                    && counts(tip.only(), ref)
                    && tip.judged().contains(aspect)) {
                boolean lineThen = aspect == Aspect.COMMITS && tip.judged().contains(Aspect.FIRST_PARENTS);
                add(Set.of(tip.commit()), lineNow || lineThen, into);
            }
        }
        for (Declared tip : declared) {
            if (counts(tip.only(), ref)) {
                add(Set.of(tip.commit()), lineNow, into);
            }
        }
        rule.commits().ifPresent(commits -> add(commits.vouched(), lineNow, into));
    }

    private static boolean counts(Optional<RefName> only, Optional<RefName> ref) {
        return only.isEmpty() || only.equals(ref);
    }

    private void add(Set<ObjectId> commits, boolean line, Sets into) {
        into.lines().addAll(graph.before(commits, true));
        if (!line) {
            Set<ObjectId> all = graph.before(commits, false);
            into.wholes().addAll(all);
            into.lines().addAll(all);
        }
    }

    private boolean derive(Rule rule, Map<String, Sets> sets) {
        Sets own = Objects.requireNonNull(sets.get(rule.name()));
        int before = own.lines().size() + own.wholes().size();
        for (String ref : refs) {
            boolean based = rule.commits().isPresent()
                    && rule.commits().get().basedOn().stream().anyMatch(glob -> glob.matches(ref));
            List<Sets> others = rules.stream()
                    .filter(other -> other.commits().isPresent() && other.refs().contain(ref))
                    .map(other -> Objects.requireNonNull(sets.get(other.name())))
                    .toList();
            if (based && !others.isEmpty()) {
                add(common(others.stream().map(Sets::wholes).toList()), false, own);
                add(common(others.stream().map(Sets::lines).toList()), true, own);
            }
        }
        return own.lines().size() + own.wholes().size() > before;
    }

    private static Set<ObjectId> common(List<Set<ObjectId>> sets) {
        Set<ObjectId> common = new HashSet<>(sets.get(0));
        sets.forEach(common::retainAll);
        return common;
    }

    /** What a push of {@code tip} to that ref brings that a rule has to judge; absent: to a ref of which nothing is known. */
    Set<ObjectId> newCommits(Rule rule, Aspect aspect, Optional<RefName> ref, ObjectId tip) {
        boolean line = aspect == Aspect.COMMITS && rule.judgesFirstParentsOnly();
        Set<ObjectId> found = graph.before(Set.of(tip), line);
        found.removeAll(settled(rule, aspect, ref));
        return found;
    }

    /** Whether a push of {@code tip} rests on something that is settled for its ref alone. */
    boolean restsOnItsRef(Rule rule, RefName ref, ObjectId tip) {
        Set<ObjectId> before = graph.before(Set.of(tip), false);
        return Stream.of(Aspect.COMMITS, Aspect.PATHS, Aspect.APPROVALS)
                .anyMatch(aspect -> own(rule, aspect, Optional.of(ref))
                        .filter(before::contains)
                        .anyMatch(own ->
                                !newCommits(rule, aspect, Optional.empty(), own).isEmpty()));
    }

    private Stream<ObjectId> own(Rule rule, Aspect aspect, Optional<RefName> ref) {
        return Stream.concat(
                declared.stream().filter(tip -> tip.only().equals(ref)).map(Declared::commit),
                landed.stream()
                        .filter(tip ->
                                tip.rule().equals(rule.name()) && tip.only().equals(ref))
                        .filter(tip -> tip.judged().contains(aspect))
                        .map(Landed::commit));
    }
}
