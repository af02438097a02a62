package dev.refwarden.policy;

import dev.refwarden.policy.yaml.Place;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Rules for the repositories that {@code names} contains.
 *
 * @param observe whether findings of these rules only warn
 * @param until when observing ends by itself
 * @param allowsUnmatched whether refs pass that no rule with commits, tags or push matches
 * @param allowsAmbiguousNames whether a new tag may be named as a branch, and a new branch as a tag, where a rule with
 *     commits, tags or push matches either
 */
public record RepositoryEntry(
        GlobSet names,
        boolean observe,
        Optional<Instant> until,
        boolean allowsUnmatched,
        boolean allowsAmbiguousNames,
        List<Rule> rules,
        Place place) {
    public RepositoryEntry {
        rules = List.copyOf(rules);
    }

    /** Whether findings of these rules refuse a push at {@code now}. */
    public boolean enforcesAt(Instant now) {
        return !observe || until.filter(end -> !now.isBefore(end)).isPresent();
    }
}
