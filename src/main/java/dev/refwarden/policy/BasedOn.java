package dev.refwarden.policy;

import java.util.List;
import java.util.Map;

/** Finds {@code based-on} refs that no rule with {@code commits} matches, where nothing could ever be settled. */
final class BasedOn {
    private final List<RepositoryEntry> entries;
    private final Map<String, Place> places;
    private final Problems problems;

    /** @param places where each rule, by its name, says what it is based on */
    BasedOn(List<RepositoryEntry> entries, Map<String, Place> places, Problems problems) {
        this.entries = entries;
        this.places = places;
        this.problems = problems;
    }

    void check() {
        for (RepositoryEntry entry : entries) {
            for (Rule rule : entry.rules()) {
                check(entry, rule);
            }
        }
    }

    private void check(RepositoryEntry entry, Rule rule) {
        if (rule.commits().isEmpty()) {
            return;
        }
        for (Glob ref : rule.commits().get().basedOn()) {
            if (!isJudged(entry, ref)) {
                problems.add(
                        places.getOrDefault(rule.name(), rule.place()),
                        "based-on " + ref + ": no rule with commits matches it, so nothing on it is ever settled");
            }
        }
    }

    private boolean isJudged(RepositoryEntry entry, Glob ref) {
        for (RepositoryEntry other : entries) {
            if (meet(entry.names(), other.names())) {
                for (Rule rule : other.rules()) {
                    if (rule.commits().isPresent() && meets(rule.refs(), ref)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean meet(Names names, Names other) {
        for (Glob glob : other.match()) {
            if (meets(names, glob)) {
                return true;
            }
        }
        return false;
    }

    /** Whether {@code names} and {@code glob} have a name in common, as far as exceptions can be told apart. */
    static boolean meets(Names names, Glob glob) {
        if (glob.isLiteral()) {
            return names.contain(glob.pattern());
        }
        for (Glob match : names.match()) {
            if (match.meets(glob) && !names.except().contains(glob)) {
                return true;
            }
        }
        return false;
    }
}
