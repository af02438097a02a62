package dev.refwarden.policy;

import java.util.List;

/**
 * Which names are meant: those that some glob of {@code match} matches and none of {@code except}.
 *
 * @param match never empty
 */
public record GlobSet(List<Glob> match, List<Glob> except) {
    public GlobSet {
        match = List.copyOf(match);
        except = List.copyOf(except);
        if (match.isEmpty()) {
            throw new IllegalArgumentException("an empty list matches nothing");
        }
    }

    public boolean contain(String name) {
        return anyMatches(match, name) && !anyMatches(except, name);
    }

    private static boolean anyMatches(List<Glob> globs, String name) {
        for (Glob glob : globs) {
            if (glob.matches(name)) {
                return true;
            }
        }
        return false;
    }
}
