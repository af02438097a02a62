package dev.refwarden.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Rules for the repositories that {@code names} contains.
 *
 * @param observe whether findings of these rules only warn
 * @param until when observing ends by itself
 * @param allowsUnmatched whether refs pass that no rule with commits, tags or push matches
 */
public record RepositoryEntry(
        Names names, boolean observe, Optional<Instant> until, boolean allowsUnmatched, List<Rule> rules, Place place) {
    public RepositoryEntry {
        rules = List.copyOf(rules);
    }

    /** Whether findings of these rules refuse a push at {@code now}. */
    public boolean enforcesAt(Instant now) {
        return !observe || until.filter(end -> !now.isBefore(end)).isPresent();
    }
}
