package dev.refwarden.evidence;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.CommitFacts;
import dev.refwarden.decision.Failure;
import dev.refwarden.decision.GuardedChange;
import dev.refwarden.git.ObjectId;
import dev.refwarden.policy.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Adds up the changes of guarded files that one rule's new commits make. */
final class GuardedChanges {
    private final Rule rule;
    private final Map<Rule.GuardedPaths, GuardedChange> changes = new LinkedHashMap<>();
    private final Map<Rule.GuardedPaths, List<ObjectId>> commits = new LinkedHashMap<>();
    private final List<Failure> troubles = new ArrayList<>();

    GuardedChanges(Rule rule) {
        this.rule = rule;
    }

    void add(@Nullable TouchedGuards touched, Optional<ObjectId> commit) {
        if (touched == null) {
            troubles.add(new Failure(Code.INTERNAL_ERROR, "a new commit was not looked at"));
            return;
        }
        if (troubles.isEmpty()) {
            touched.trouble().ifPresent(troubles::add);
        }
        for (Rule.GuardedPaths guard : rule.paths()) {
            TouchedGuards.Touch touch = touched.touches().get(guard);
            if (touch != null) {
                commit.ifPresent(id -> commits.computeIfAbsent(guard, none -> new ArrayList<>())
                        .add(id));
                GuardedChange before = changes.get(guard);
                changes.put(
                        guard,
                        before == null
                                ? new GuardedChange(guard, touch.path(), commit, touch.paths(), List.of())
                                : new GuardedChange(
                                        guard,
                                        before.path(),
                                        before.commit(),
                                        TouchedGuards.sum(before.paths(), touch.paths()),
                                        List.of()));
            }
        }
    }

    /** Adds what the push changes as a whole; counts only where no commit alone changes it. */
    void addWhole(TouchedGuards touched) {
        Map<Rule.GuardedPaths, GuardedChange> byCommits = new LinkedHashMap<>(changes);
        add(touched, Optional.empty());
        changes.putAll(byCommits);
    }

    /** @param facts what the commits show that changed a guarded file */
    List<GuardedChange> changes(Function<List<ObjectId>, List<CommitFacts>> facts) {
        List<GuardedChange> complete = new ArrayList<>(changes.size());
        for (GuardedChange change : changes.values()) {
            complete.add(new GuardedChange(
                    change.guard(),
                    change.path(),
                    change.commit(),
                    change.paths(),
                    facts.apply(commits.getOrDefault(change.guard(), List.of()))));
        }
        return complete;
    }

    List<Failure> troubles() {
        return List.copyOf(troubles);
    }
}
