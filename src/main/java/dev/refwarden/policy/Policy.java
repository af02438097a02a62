package dev.refwarden.policy;

import dev.refwarden.people.People;
import dev.refwarden.people.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that {@code policy.yaml} and the people files say, resolved and free of errors.
 *
 * @param groups as {@code policy.yaml} defines them, without the built-in ones
 * @param digest {@code sha256:} and 64 hex digits over the names and bytes of every file read
 */
public record Policy(
        People people,
        Map<String, Members> groups,
        Optional<Waivers> waivers,
        List<RepositoryEntry> repositories,
        String digest) {
    public Policy {
        repositories = List.copyOf(repositories);
    }

    /** The entries that apply to this repository: every one that matches, perhaps none. */
    public List<RepositoryEntry> entriesFor(String repository) {
        List<RepositoryEntry> matching = new ArrayList<>();
        for (RepositoryEntry entry : repositories) {
            if (entry.names().contain(repository)) {
                matching.add(entry);
            }
        }
        return matching;
    }

    /** Whether there are rules, and none of them counts a key of this kind and size. */
    public boolean countsNowhere(PublicKey key) {
        List<Rule> rules =
                repositories.stream().flatMap(entry -> entry.rules().stream()).toList();
        return !rules.isEmpty()
                && rules.stream().noneMatch(rule -> key.signingKeys().stream().anyMatch(rule.keys()::admit));
    }

    /** How many of whom must sign a waiver. */
    public record Waivers(int count, Members by) {}
}
