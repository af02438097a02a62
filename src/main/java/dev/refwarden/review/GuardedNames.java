package dev.refwarden.review;

import dev.refwarden.policy.GlobSet;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.Rule;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.review.content.FileKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Which files of a repository matter most to whoever looks through a change: those the policy guards, and those that builds run. */
public final class GuardedNames implements Predicate<String> {
    private final List<GlobSet> guarded;

    private GuardedNames(List<GlobSet> guarded) {
        this.guarded = List.copyOf(guarded);
    }

    /** @param configuration absent where it cannot be read; then names alone tell */
    public static GuardedNames of(Optional<Configuration> configuration, String repository) {
        List<GlobSet> guarded = new ArrayList<>();
        if (configuration.isPresent()) {
            for (RepositoryEntry entry : configuration.get().policy().entriesFor(repository)) {
                for (Rule rule : entry.rules()) {
                    rule.paths().forEach(paths -> guarded.add(paths.paths()));
                }
            }
        }
        return new GuardedNames(guarded);
    }

    /** Whether the policy requires approvals for it. */
    boolean isGuarded(String name) {
        return guarded.stream().anyMatch(names -> names.contain(name));
    }

    @Override
    public boolean test(String name) {
        return isGuarded(name) || FileKind.of(name).isRun();
    }
}
