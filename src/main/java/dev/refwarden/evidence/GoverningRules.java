package dev.refwarden.evidence;

import dev.refwarden.git.Ancestors;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.policy.GlobSet;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.Rule;
import dev.refwarden.policy.Server;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which rules judge which refs, and where refs stand with what the rules name of them. */
final class GoverningRules {
    private final Server server;
    private final List<RepositoryEntry> entries;
    private final List<RefUpdate> updates;
    private final RefNames refs;
    private final History history;
    private final Map<String, Ancestors> branches = new HashMap<>();
    /** Of symbolic refs that this push writes through. */
    private final Map<RefName, RefName> targets = new HashMap<>();

    GoverningRules(Gatherer.Context context, List<RefUpdate> updates, RefNames refs, History history) {
        this.server = context.server();
        this.entries = context.entries();
        this.updates = updates;
        this.refs = refs;
        this.history = history;
    }

    /** Takes note that an update of {@code ref} moves {@code target}, to which it leads. */
    void writesThrough(RefName ref, RefName target) {
        targets.put(ref, target);
    }

    /** Whether a rule judges what is pushed to this ref. */
    boolean matches(Rule rule, RefName name) {
        return !isInternal(name)
                && !name.isUnder("refs/refwarden/")
                && rule.refs().contain(name.value());
    }

    /** Where refs stand whose commits some rule judges, each with the first of them. */
    Map<ObjectId, RefName> guardedTips() {
        Map<ObjectId, RefName> guarded = new LinkedHashMap<>();
        refs.tips().forEach((name, tip) -> {
            RefName ref = new RefName(name);
            if (judgesCommits(ref)) {
                guarded.putIfAbsent(tip, ref);
            }
        });
        return guarded;
    }

    private boolean judgesCommits(RefName ref) {
        return entries.stream()
                .flatMap(entry -> entry.rules().stream())
                .anyMatch(rule -> rule.commits().isPresent() && matches(rule, ref));
    }

    /** Whether the Git server keeps the ref for itself, and no rule is asked. */
    boolean isInternal(RefName name) {
        return server.internalRefs()
                .filter(names -> names.contain(name.value()))
                .isPresent();
    }

    /** Whether a commit is where a rule requires what it tags. */
    boolean isOnBranch(Rule rule, ObjectId commit) {
        if (rule.tags().isEmpty() || rule.tags().get().on().isEmpty()) {
            return rule.tags().isPresent();
        }
        GlobSet on = rule.tags().get().on().get();
        return branches.computeIfAbsent(rule.name(), none -> branches(on)).contain(commit);
    }

    /** What is on some of the branches {@code on} once the push is done. */
    private Ancestors branches(GlobSet on) {
        Map<String, ObjectId> after = new HashMap<>(refs.tips());
        for (RefUpdate update : updates) {
            after.put(targets.getOrDefault(update.ref(), update.ref()).value(), update.after());
        }
        Set<ObjectId> tipsOn = new HashSet<>();
        after.forEach((name, tip) -> {
            if (!tip.isNull() && on.contain(name)) {
                tipsOn.add(tip);
            }
        });
        return history.ancestors(tipsOn);
    }
}
