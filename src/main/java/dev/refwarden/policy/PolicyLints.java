package dev.refwarden.policy;

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
    private final Lints lints;
    private final Instant now;
    private final RuleLints ruleLints;
    private final HumanLints humanLints;

    PolicyLints(Policy policy, Able able, Lints lints, Instant now) {
        this.policy = policy;
        this.lints = lints;
        this.now = now;
        this.ruleLints = new RuleLints(policy, able, lints);
        this.humanLints = new HumanLints(able, lints);
    }

    void look() {
        Place file = Place.of(Configuration.POLICY);
        if (policy.repositories().isEmpty()) {
            lints.add(file, "repositories is empty: every push is refused");
        }
        for (Map.Entry<String, Members> group : policy.groups().entrySet()) {
            if (group.getValue().people().isEmpty()) {
                lints.add(file, "group " + group.getKey() + " is empty");
            }
        }
        if (policy.waivers().isPresent()) {
            Policy.Waivers waivers = policy.waivers().get();
            ruleLints.lookAtReach(file, "waivers", waivers.count(), waivers.by(), false);
        }
        for (RepositoryEntry entry : policy.repositories()) {
            look(entry);
            lookAtUnmatched(entry);
            for (Rule rule : entry.rules()) {
                ruleLints.look(entry, rule);
                humanLints.look(rule);
            }
        }
    }

    /** Names under which releases are made everywhere; who forgets one leaves it to anybody. */
    private void lookAtUnmatched(RepositoryEntry entry) {
        if (!entry.allowsUnmatched() || entry.rules().stream().noneMatch(Rule::governsRefs)) {
            return;
        }
        for (List<String> names : RELEASES) {
            boolean governed = names.stream()
                    .anyMatch(name -> policy.repositories().stream()
                            .flatMap(other -> other.rules().stream())
                            .anyMatch(rule -> rule.governsRefs() && rule.refs().contain(name)));
            if (!governed) {
                lints.add(
                        entry.place(),
                        "unmatched: allow, and no rule matches " + Words.anyOf(names) + ": anybody may write there");
            }
        }
    }

    private void look(RepositoryEntry entry) {
        Optional<Instant> until = entry.until();
        if (until.isPresent() && !entry.observe()) {
            lints.add(entry.place(), "until has no effect without mode: observe");
        } else if (until.isPresent() && !until.get().isAfter(now)) {
            lints.add(entry.place(), "until " + until.get() + " is over: this entry enforces");
        }
        for (Glob glob : entry.names().match()) {
            if (glob.pattern().endsWith(".git")) {
                lints.add(entry.place(), "match " + glob + ": names of repositories do not end in .git");
            }
        }
    }
}
