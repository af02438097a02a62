package dev.refwarden.evidence;

import dev.refwarden.decision.HeldCommit;
import dev.refwarden.git.NewCommits;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.Settlement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Which commits of a push the server holds already, though no rule accepted them: what a push did not bring. */
final class HeldAlready {
    private static final int MOST_TIPS = 64;

    private final History history;
    private final Supplier<Map<ObjectId, RefName>> guardedTips;

    private Origins origins = commits -> Map.of();

    /** What the log says of where commits came from. */
    @FunctionalInterface
    interface Origins {
        Map<ObjectId, HeldCommit.Origin> of(Set<ObjectId> commits);
    }

    /** @param guardedTips where refs stand whose commits some rule judges, each with one of them */
    HeldAlready(History history, Supplier<Map<ObjectId, RefName>> guardedTips) {
        this.history = history;
        this.guardedTips = guardedTips;
    }

    /** From now on it is asked where commits came from. */
    void ask(Origins log) {
        this.origins = log;
    }

    /** Those of {@code commits} that lie between a ref's tip and what is settled, each with such a ref. */
    Map<ObjectId, HeldCommit> of(Optional<Settlement> settlement, Set<ObjectId> commits) {
        Map<ObjectId, RefName> held = new HashMap<>();
        if (settlement.isEmpty() || commits.isEmpty()) {
            return Map.of();
        }
        List<Map.Entry<ObjectId, RefName>> tips =
                guardedTips.get().entrySet().stream().limit(MOST_TIPS).toList();
        for (Map.Entry<ObjectId, RefName> tip : tips) {
            NewCommits walk = history.newCommits(settlement.get(), found -> {}).walkFrom(tip.getKey());
            for (ObjectId commit : walk.walkToTheEnd(RuleWalks.DOUBTFUL_COMMITS).commits()) {
                if (commits.contains(commit)) {
                    held.putIfAbsent(commit, tip.getValue());
                }
            }
        }
        return told(held);
    }

    private Map<ObjectId, HeldCommit> told(Map<ObjectId, RefName> held) {
        Map<ObjectId, HeldCommit.Origin> known = origins.of(held.keySet());
        Map<ObjectId, HeldCommit> told = new HashMap<>();
        held.forEach((commit, ref) -> told.put(
                commit, new HeldCommit(Optional.of(ref), known.getOrDefault(commit, HeldCommit.Origin.UNKNOWN))));
        return told;
    }
}
