package dev.refwarden.policy.compare;

import dev.refwarden.policy.Glob;
import dev.refwarden.policy.GlobSet;
import dev.refwarden.policy.Policy;
import dev.refwarden.policy.RepositoryEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares what becomes of repositories and of refs that no rule matches. */
final class EntryComparison {
    private final Policy before;
    private final Policy after;
    private final List<Change> changes;

    EntryComparison(Policy before, Policy after, List<Change> changes) {
        this.before = before;
        this.after = after;
        this.changes = changes;
    }

    /** By the repositories that entries are for; several for the same ones apply together. */
    void compare() {
        Map<String, List<RepositoryEntry>> old = byNames(before);
        Map<String, List<RepositoryEntry>> fresh = byNames(after);
        old.forEach((names, entries) -> {
            List<RepositoryEntry> now = fresh.get(names);
            if (now == null) {
                gone(entries.get(0).names(), entries, on(names));
            } else {
                unmatched(entries, now, on(names));
                ambiguousNames(entries, now, on(names));
            }
        });
        fresh.forEach((names, entries) -> {
            if (!old.containsKey(names)) {
                fresh(entries.get(0).names(), entries, on(names));
            }
        });
    }

    private void gone(GlobSet names, List<RepositoryEntry> entries, Changes into) {
        if (!covered(names, after)) {
            into.stronger("have no entry any more: where no other matches, every push is refused");
        } else if (strictest(entries) > strictest(entriesFor(names, after))) {
            into.weaker("have no entry of their own any more, which denied refs that no rule matches");
        } else {
            into.other("have no entry of their own any more");
        }
    }

    private void fresh(GlobSet names, List<RepositoryEntry> entries, Changes into) {
        if (!covered(names, before)) {
            into.weaker("have an entry now; where none matched, every push was refused");
        } else if (strictest(entries) > strictest(entriesFor(names, before))) {
            into.stronger("have an entry of their own now, which denies refs that no rule matches");
        } else {
            into.other("have an entry of their own now");
        }
    }

    private static void unmatched(List<RepositoryEntry> before, List<RepositoryEntry> after, Changes into) {
        long was = strictest(before);
        long is = strictest(after);
        if (is < was) {
            into.weaker((is == 0 ? "let refs pass" : "only warn of refs") + " that no rule matches");
        } else if (is > was) {
            into.stronger((is == Long.MAX_VALUE ? "deny refs" : "warn of refs") + " that no rule matches");
        }
    }

    private static void ambiguousNames(List<RepositoryEntry> before, List<RepositoryEntry> after, Changes into) {
        boolean was = before.stream().allMatch(RepositoryEntry::allowsAmbiguousNames);
        boolean is = after.stream().allMatch(RepositoryEntry::allowsAmbiguousNames);
        if (is && !was) {
            into.weaker("let tags be named as branches, and branches as tags");
        } else if (was && !is) {
            into.stronger("deny tags named as branches, and branches named as tags");
        }
    }

    /** How much stands against refs that no rule matches: nothing, a warning (the sooner it ends the more), refusal. */
    private static long strictest(List<RepositoryEntry> entries) {
        long strictest = 0;
        for (RepositoryEntry entry : entries) {
            if (!entry.allowsUnmatched()) {
                strictest = Math.max(strictest, strictness(entry));
            }
        }
        return strictest;
    }

    /** How strictly an entry's findings are taken; more the sooner it refuses. */
    private static long strictness(RepositoryEntry entry) {
        if (!entry.observe()) {
            return Long.MAX_VALUE;
        }
        return entry.until()
                .map(end -> Instant.MAX.getEpochSecond() - end.getEpochSecond() + 2)
                .orElse(1L);
    }

    /** Whether findings refuse, or when they will. */
    static void mode(RepositoryEntry before, RepositoryEntry after, Changes into) {
        long was = strictness(before);
        long is = strictness(after);
        String words = !after.observe()
                ? "refuses instead of observing"
                : after.until().map(end -> "observes until " + end).orElse("observes without an end")
                        + (before.observe() ? "" : " instead of refusing");
        if (is < was) {
            into.weaker(words);
        } else if (is > was) {
            into.stronger(words);
        }
    }

    private static boolean covered(GlobSet names, Policy policy) {
        return names.match().stream()
                .allMatch(glob -> policy.repositories().stream().anyMatch(entry -> covers(entry.names(), glob, names)));
    }

    /** Whether an entry takes in what {@code glob} matches, as far as {@code names} do. */
    private static boolean covers(GlobSet entry, Glob glob, GlobSet names) {
        return entry.match().stream().anyMatch(match -> match.covers(glob))
                && entry.except().stream()
                        .filter(except -> except.meets(glob))
                        .allMatch(except -> names.except().stream().anyMatch(own -> own.covers(except)));
    }

    private static List<RepositoryEntry> entriesFor(GlobSet names, Policy policy) {
        return policy.repositories().stream()
                .filter(entry -> names.match().stream().allMatch(glob -> covers(entry.names(), glob, names)))
                .toList();
    }

    private static Map<String, List<RepositoryEntry>> byNames(Policy policy) {
        Map<String, List<RepositoryEntry>> entries = new LinkedHashMap<>();
        for (RepositoryEntry entry : policy.repositories()) {
            String names = Changes.joined(Patterns.texts(entry.names().match()))
                    + (entry.names().except().isEmpty()
                            ? ""
                            : " but "
                                    + Changes.joined(
                                            Patterns.texts(entry.names().except())));
            entries.computeIfAbsent(names, key -> new ArrayList<>()).add(entry);
        }
        return entries;
    }

    private Changes on(String names) {
        return new Changes("repositories " + names, changes);
    }
}
