package dev.refwarden.policy.lint;

import dev.refwarden.policy.Capabilities;
import dev.refwarden.policy.Glob;
import dev.refwarden.policy.Members;
import dev.refwarden.policy.Policy;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.Rule;
import dev.refwarden.policy.yaml.PartPlaces;
import dev.refwarden.policy.yaml.Place;
import dev.refwarden.policy.yaml.Words;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What to say of {@code policy.yaml} as a whole and of its entries. */
final class PolicyLints {
    private static final List<List<String>> RELEASES = List.of(
            List.of("refs/heads/main", "refs/heads/master", "refs/heads/trunk"),
            List.of("refs/tags/v1.0.0", "refs/tags/1.0.0", "refs/tags/release-1.0.0"));

    private final Policy policy;
    private final PartPlaces places;
    private final Lints lints;
    private final Instant now;
    private final RuleLints ruleLints;
    private final HumanLints humanLints;

    PolicyLints(Policy policy, PartPlaces places, Capabilities able, Lints lints, Instant now) {
        this.policy = policy;
        this.places = places;
        this.lints = lints;
        this.now = now;
        this.ruleLints = new RuleLints(policy, places, able, lints);
        this.humanLints = new HumanLints(places, able, lints);
    }

    void look() {
        if (policy.repositories().isEmpty()) {
            lints.add(places.ofFile("repositories"), "repositories is empty: every push is refused");
        }
        for (Map.Entry<String, Members> group : policy.groups().entrySet()) {
            if (group.getValue().people().isEmpty()) {
                lints.add(places.ofFile("groups", group.getKey()), "group " + group.getKey() + " is empty");
            }
        }
        if (policy.waivers().isPresent()) {
            Policy.Waivers waivers = policy.waivers().get();
            Place place = places.ofFile("waivers");
            ruleLints.lookAtReach(place, "waivers", waivers.count(), waivers.by(), Rule.Keys.DEFAULT, false);
            humanLints.lookForRobots(place, "waivers", waivers.by());
        }
        new SpellingLints(places, lints).look(policy);
        for (RepositoryEntry entry : policy.repositories()) {
            look(entry);
            lookAtUnmatched(entry);
            for (Rule rule : entry.rules()) {
                ruleLints.look(entry, rule);
                humanLints.look(rule);
            }
        }
    }

    /** GlobSet under which releases are made everywhere; who forgets one leaves it to anybody. */
    private void lookAtUnmatched(RepositoryEntry entry) {
        boolean meant = entry.rules().stream().noneMatch(Rule::governsRefs) && !isForEverything(entry);
        if (!entry.allowsUnmatched() || meant) {
            return;
        }
        for (List<String> names : RELEASES) {
            boolean governed = names.stream().anyMatch(name -> isGoverned(entry, name));
            if (!governed) {
                lints.add(
                        places.of(entry.place(), "unmatched"),
                        "unmatched: allow, and no rule matches " + Words.anyOf(names) + ": anybody may write there");
            }
        }
    }

    /** An entry without rules may free some repositories on purpose, but hardly all of them. */
    private static boolean isForEverything(RepositoryEntry entry) {
        return entry.names().match().stream().anyMatch(glob -> glob.pattern().equals("**"));
    }

    private boolean isGoverned(RepositoryEntry entry, String name) {
        for (RepositoryEntry other : policy.repositories()) {
            boolean everywhere = entry.names().match().stream()
                    .allMatch(glob -> other.names().match().stream().anyMatch(wide -> wide.covers(glob)));
            if (everywhere && other.rules().stream().anyMatch(rule -> rule.governs(name))) {
                return true;
            }
        }
        return false;
    }

    private void look(RepositoryEntry entry) {
        Optional<Instant> until = entry.until();
        if (until.isPresent() && !entry.observe()) {
            lints.add(places.of(entry.place(), "until"), "until has no effect without mode: observe");
        } else if (until.isPresent() && !until.get().isAfter(now)) {
            lints.add(places.of(entry.place(), "until"), "until " + until.get() + " is over: this entry enforces");
        }
        for (Glob glob : entry.names().match()) {
            if (glob.pattern().endsWith(".git")) {
                lints.add(
                        places.ofItem(entry.place(), glob.pattern(), "match"),
                        "match " + glob + ": names of repositories do not end in .git");
            }
        }
    }
}
