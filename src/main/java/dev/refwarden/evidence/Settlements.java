package dev.refwarden.evidence;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.Settlement;
import dev.refwarden.ledger.Aspect;
import dev.refwarden.ledger.SettledHistory;
import dev.refwarden.ledger.SettledTip;
import dev.refwarden.policy.Glob;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.Rule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What is settled under a rule: what was accepted under it and landed, what an administrator declared,
 * what the rule vouches for, and what is settled for the refs that it is based on.
 */
final class Settlements {
    /** A commit is seldom so many seconds older, by its own word, than one before it. */
    private static final long CLOCKS_DIFFER = 86_400;

    private final List<Rule> rules = new ArrayList<>();
    private final SettledHistory history;
    private final Set<SettledTip> taken = new LinkedHashSet<>();
    private List<SettledTip> settled;
    private boolean complete;
    private final Map<RefName, List<SettledTip>> own = new HashMap<>();
    /** The refs whose own tips were held against those that count for all. */
    private final Set<RefName> compared = new HashSet<>();
    /** Commits that an administrator declared settled without what is before them. */
    private Set<ObjectId> single;

    private final Supplier<Set<String>> refNames;
    /** By the rule's name: what is settled is the same for every ref of a push. */
    private final Map<Aspect, Map<String, Optional<Settlement>>> settlements = new EnumMap<>(Aspect.class);

    /** @param refNames every ref of the repository, asked for only where a pattern must be compared with them */
    Settlements(List<RepositoryEntry> entries, SettledHistory history, Supplier<Set<String>> refNames) {
        entries.forEach(entry -> rules.addAll(entry.rules()));
        this.history = history;
        this.refNames = refNames;
        this.settled = List.of();
        this.single = Set.of();
        take(history.recent());
    }

    private void take(List<SettledTip> tips) {
        taken.addAll(tips);
        settled = taken.stream().filter(tip -> !tip.isSingle()).toList();
        single = taken.stream()
                .filter(SettledTip::isSingle)
                .map(SettledTip::commit)
                .collect(Collectors.toUnmodifiableSet());
        own.clear();
        for (SettledTip tip : settled) {
            tip.only()
                    .ifPresent(ref ->
                            own.computeIfAbsent(ref, none -> new ArrayList<>()).add(tip));
        }
    }

    /** From now on, all that is settled is taken into account, and not only what most pushes need. */
    void useAll() {
        if (complete) {
            return;
        }
        try {
            take(history.all());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        complete = true;
        settlements.clear();
    }

    /**
     * From now on, what may settle these commits is taken into account as well: all that is settled, as long as that is not
     * very much.
     *
     * @param oldest the oldest time that any of them claims, in seconds
     */
    void useNear(Collection<ObjectId> commits, long oldest) {
        try {
            if (complete || !history.isLarge()) {
                useAll();
            } else {
                take(history.near(commits, oldest - CLOCKS_DIFFER));
                settlements.clear();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What is settled under a rule, for every ref, for judging the signatures of new commits, for looking at what they change,
     * or for asking who stands for them. Absent where more rules depend on each other than can be distinguished.
     */
    Optional<Settlement> of(Rule rule, Aspect aspect) {
        return settlements
                .computeIfAbsent(aspect, none -> new HashMap<>())
                .computeIfAbsent(rule.name(), none -> new Marks(rule).settlement(aspect));
    }

    /** The same for one ref, for which more is settled than for others. */
    Optional<Settlement> with(Rule rule, Aspect aspect, List<SettledTip> own) {
        return of(rule, aspect).map(all -> {
            Map<ObjectId, Settlement.Tip> tips = new HashMap<>(all.tips());
            Marks marks = new Marks(rule);
            own.forEach(tip -> add(tips, tip.commit(), marks.of(tip, aspect), tip.claimedTime()));
            return new Settlement(tips, all.firstParentMarks(), all.alongFirstParents(), all.derivations(), single);
        });
    }

    /** What counts for that ref alone, under a rule. */
    List<SettledTip> own(RefName ref, Rule rule, Aspect aspect) {
        if (!own.containsKey(ref)) {
            return List.of();
        }
        // Whether they count for their ref alone is a matter of all others.
        if (compared.add(ref)) {
            List<SettledTip> those = own.getOrDefault(ref, List.of());
            useNear(
                    those.stream().map(SettledTip::commit).toList(),
                    those.stream().mapToLong(SettledTip::claimedTime).min().orElse(0));
        }
        Marks marks = new Marks(rule);
        return own.getOrDefault(ref, List.of()).stream()
                .filter(tip -> marks.of(tip, aspect) != 0)
                .toList();
    }

    /**
     * For finding what must be checked again since a key is compromised: settled is only what was vouched
     * for, what was declared before that time, and what the ref holds; and single commits whenever they were declared, for
     * each of them was looked at by itself.
     */
    Settlement sinceCompromise(Rule rule, Instant compromise, Optional<ObjectId> held) {
        Map<ObjectId, Settlement.Tip> tips = new HashMap<>();
        Settlement.Tip settling = new Settlement.Tip(1, Settlement.Tip.TIME_UNKNOWN);
        held.ifPresent(tip -> tips.put(tip, settling));
        rule.commits().ifPresent(commits -> commits.vouched().forEach(id -> tips.put(id, settling)));
        for (SettledTip tip : settled) {
            if (tip.only().isEmpty()
                    && tip.declared().filter(at -> at.isBefore(compromise)).isPresent()) {
                tips.put(tip.commit(), settling);
            }
        }
        return new Settlement(
                tips, rule.judgesFirstParentsOnly() ? 1 : 0, rule.judgesFirstParentsOnly(), List.of(), single);
    }

    /**
     * Gives two marks to the judged rule and to every rule that it is based on, directly or not: one that spreads along first
     * parents, and one that spreads everywhere and brings the first with it.
     */
    private final class Marks {
        private static final int MOST_RULES = Settlement.MAX_MARKS / 2;
        private static final long ALONG_FIRST_PARENTS = 0x5555555555555555L;

        private final List<Rule> marked = new ArrayList<>();
        private final List<Settlement.Derivation> derivations = new ArrayList<>();

        Marks(Rule judged) {
            marked.add(judged);
            for (int rule = 0; rule < marked.size() && marked.size() <= MOST_RULES; rule++) {
                derivations.add(new Settlement.Derivation(line(rule), 1L << whole(rule)));
                deriveFrom(rule);
            }
        }

        Optional<Settlement> settlement(Aspect aspect) {
            if (marked.size() > MOST_RULES) {
                return Optional.empty();
            }
            boolean along = aspect == Aspect.COMMITS && marked.get(0).judgesFirstParentsOnly();
            return Optional.of(new Settlement(tips(aspect), ALONG_FIRST_PARENTS, along, derivations, single));
        }

        private Map<ObjectId, Settlement.Tip> tips(Aspect aspect) {
            Map<ObjectId, Settlement.Tip> tips = new HashMap<>();
            for (SettledTip tip : settled) {
                if (tip.only().isEmpty()) {
                    add(tips, tip.commit(), of(tip, aspect), tip.claimedTime());
                }
            }
            for (int rule = 0; rule < marked.size(); rule++) {
                long mark = 1L << (isAlongLine(marked.get(rule), aspect) ? line(rule) : whole(rule));
                marked.get(rule)
                        .commits()
                        .ifPresent(commits ->
                                commits.vouched().forEach(id -> add(tips, id, mark, Settlement.Tip.TIME_UNKNOWN)));
            }
            return tips;
        }

        /** A tip settles what was judged of it: by which rule, of which commits, and in what respect. */
        private long of(SettledTip tip, Aspect aspect) {
            long marks = 0;
            for (int rule = 0; rule < Math.min(marked.size(), MOST_RULES); rule++) {
                Rule under = marked.get(rule);
                boolean sameRule = tip.rule().isEmpty() || tip.rule().get().equals(under.name());
                if (sameRule && settles(tip, under, aspect)) {
                    boolean line = isAlongLine(under, aspect)
                            || (aspect == Aspect.COMMITS
                                    && tip.aspects().contains(Aspect.FIRST_PARENTS)
                                    && !tip.aspects().contains(Aspect.ALL_PARENTS));
                    marks |= 1L << (line ? line(rule) : whole(rule));
                }
            }
            return marks;
        }

        private boolean isAlongLine(Rule rule, Aspect aspect) {
            return aspect == Aspect.COMMITS && rule.judgesFirstParentsOnly();
        }

        private static int line(int rule) {
            return 2 * rule;
        }

        private static int whole(int rule) {
            return 2 * rule + 1;
        }

        private void deriveFrom(int number) {
            Optional<Rule.Commits> commits = marked.get(number).commits();
            if (commits.isEmpty()) {
                return;
            }
            for (String ref : basedOn(commits.get())) {
                long lines = 0;
                long wholes = 0;
                for (Rule rule : rules) {
                    if (rule.commits().isPresent() && rule.refs().contain(ref)) {
                        int other = numberOf(rule) % MOST_RULES;
                        lines |= 1L << line(other);
                        wholes |= 1L << whole(other);
                    }
                }
                if (wholes != 0) {
                    derivations.add(new Settlement.Derivation(line(number), lines));
                    derivations.add(new Settlement.Derivation(whole(number), wholes));
                }
            }
        }

        private int numberOf(Rule rule) {
            for (int number = 0; number < marked.size(); number++) {
                if (marked.get(number).name().equals(rule.name())) {
                    return number;
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

    /** Before scopes and approvals were written down, what a rule accepted was judged as the rule has it now. */
    private static boolean settles(SettledTip tip, Rule rule, Aspect aspect) {
        boolean unsaid =
                !tip.aspects().contains(Aspect.ALL_PARENTS) && !tip.aspects().contains(Aspect.FIRST_PARENTS);
        return tip.aspects().contains(aspect)
                || (aspect == Aspect.APPROVALS
                        && rule.commits().isPresent()
                        && tip.aspects().contains(Aspect.COMMITS)
                        && unsaid);
    }

    private static void add(Map<ObjectId, Settlement.Tip> tips, ObjectId id, long marks, long claimedTime) {
        if (marks != 0) {
            Settlement.Tip before = tips.get(id);
            tips.put(
                    id,
                    before == null
                            ? new Settlement.Tip(marks, claimedTime)
                            : new Settlement.Tip(marks | before.marks(), Math.min(claimedTime, before.claimedTime())));
        }
    }
}
