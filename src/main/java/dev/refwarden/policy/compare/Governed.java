package dev.refwarden.policy.compare;

import dev.refwarden.policy.Glob;
import dev.refwarden.policy.GlobSet;
import dev.refwarden.policy.Policy;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.Rule;
import java.util.ArrayList;
import java.util.List;

/**
 * Which refs anybody can push to at all. Where refs that no rule matches are denied, a further rule lets pushes
 * through, and one that goes keeps all of them out.
 *
 * @param othersDenied whether refs are denied that none of {@code refs} contains
 * @param refs of the rules that govern refs
 */
record Governed(boolean othersDenied, List<GlobSet> refs) {
    /** In the repositories that the entry may be for. */
    static Governed of(Policy policy, GlobSet repositories) {
        boolean denied = false;
        List<GlobSet> refs = new ArrayList<>();
        for (RepositoryEntry entry : policy.repositories()) {
            if (meet(entry.names(), repositories)) {
                denied |= !entry.allowsUnmatched() && !entry.observe();
                entry.rules().stream().filter(Rule::governsRefs).forEach(rule -> refs.add(rule.refs()));
            }
        }
        return new Governed(denied, refs);
    }

    /** Whether every push to what {@code glob} matches is refused, or may be to some of it. */
    boolean isClosed(Glob glob) {
        return othersDenied && refs.stream().noneMatch(names -> covers(names, glob));
    }

    /** Whether every push to all that {@code glob} matches is refused for certain. */
    boolean isWhollyClosed(Glob glob) {
        return othersDenied
                && refs.stream()
                        .noneMatch(names -> names.match().stream().anyMatch(match -> match.meets(glob))
                                && names.except().stream().noneMatch(except -> except.covers(glob)));
    }

    private static boolean covers(GlobSet names, Glob glob) {
        return names.match().stream().anyMatch(match -> match.covers(glob))
                && names.except().stream().noneMatch(except -> except.meets(glob));
    }

    private static boolean meet(GlobSet some, GlobSet others) {
        return some.match().stream().anyMatch(glob -> others.match().stream().anyMatch(glob::meets));
    }
}
