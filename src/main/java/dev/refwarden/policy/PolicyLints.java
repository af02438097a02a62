package dev.refwarden.policy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What to say of {@code policy.yaml} as a whole and of its entries. */
final class PolicyLints {
    private final Policy policy;
    private final Lints lints;
    private final Instant now;
    private final RuleLints ruleLints;

    PolicyLints(Policy policy, Able able, Lints lints, Instant now) {
        this.policy = policy;
        this.lints = lints;
        this.now = now;
        this.ruleLints = new RuleLints(policy, able, lints);
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
            for (Rule rule : entry.rules()) {
                ruleLints.look(entry, rule);
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
