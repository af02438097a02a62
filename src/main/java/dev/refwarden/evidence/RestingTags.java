package dev.refwarden.evidence;

import dev.refwarden.decision.Advance;
import dev.refwarden.decision.RestingTag;
import dev.refwarden.decision.RuleEvidence;
import dev.refwarden.decision.UpdateEvidence;
import dev.refwarden.git.Ancestors;
import dev.refwarden.git.CommitLinks;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.ObjectStore;
import dev.refwarden.git.RefName;
import dev.refwarden.git.store.GitRepository;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.RestedTag;
import dev.refwarden.policy.GlobSet;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.Rule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which tags are on a branch that their rule names only because of another update of the same push, and later, whether
 * the branch is there. Git writes the refs of a push one by one, and any of them may fail.
 */
public final class RestingTags {
    /** So many branches of a tag are named. */
    private static final int MOST_NAMED = 4;
    /** So many are looked at one by one to find them. */
    private static final int MOST_LOOKED_AT = 64;

    private final ObjectStore store;
    private final List<RepositoryEntry> entries;
    private final RefNames refs;
    private final Map<ObjectId, CommitLinks> known = new HashMap<>();
    private final Map<GlobSet, Ancestors> standing = new HashMap<>();
    private final Map<GlobSet, Ancestors> held = new HashMap<>();
    private final Map<GlobSet, List<UpdateEvidence>> movedBy = new HashMap<>();
    private final Map<ObjectId, Ancestors> ofTips = new HashMap<>();

    /**
     * @param entries the policy's entries that match the repository
     * @param deadline looked at with every object that is read
     */
    public RestingTags(
            GitRepository repository, ObjectStore objects, List<RepositoryEntry> entries, Deadline deadline) {
        this.store = new TimedObjects(objects, deadline);
        this.entries = List.copyOf(entries);
        this.refs = new RefNames(repository);
    }

    /**
     * The tags of a push that rest on other updates of it; asked for one push only.
     *
     * @throws DeadlinePassed if that takes too long
     */
    public List<RestingTag> of(List<UpdateEvidence> updates) {
        List<RestingTag> resting = new ArrayList<>();
        for (UpdateEvidence update : updates) {
            store.lookAtTheClock();
            Set<RefName> branches = new LinkedHashSet<>();
            for (RuleEvidence rule : update.rules()) {
                Optional<GlobSet> on = rule.rule().tags().flatMap(Rule.Tags::on);
                if (on.isPresent()
                        && rule.onBranch()
                        && update.pushed().commit().isPresent()) {
                    branches.addAll(
                            branches(on.get(), update, update.pushed().commit().get(), updates));
                }
            }
            if (!branches.isEmpty()) {
                resting.add(new RestingTag(
                        update.update().ref(), update.pushed().commit().orElseThrow(), List.copyOf(branches)));
            }
        }
        return resting;
    }

    /**
     * Whether a tag that rested on branches of its push is on a branch by now, as far as rules still want it on one of
     * those.
     *
     * @throws DeadlinePassed if finding out takes too long
     */
    public boolean isOnBranch(RestingTag tag) {
        for (RepositoryEntry entry : entries) {
            for (Rule rule : entry.rules()) {
                Optional<GlobSet> on = rule.tags().flatMap(Rule.Tags::on);
                boolean wanted = on.isPresent()
                        && rule.refs().contain(tag.ref().value())
                        && tag.branches().stream().anyMatch(branch -> on.get().contain(branch.value()));
                if (wanted
                        && !held.computeIfAbsent(on.get(), names -> ancestors(tips(names, List.of())))
                                .contain(tag.commit())) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * The tags that are in the repository, as they were accepted, without the branch that they were accepted for.
     *
     * @param repository its name
     * @throws DeadlinePassed if finding out takes too long
     */
    public List<RestedTag> alone(Ledger ledger, String repository) throws IOException {
        List<RestedTag> alone = new ArrayList<>();
        for (RestedTag tag : RestedTag.of(ledger, repository)) {
            boolean there = Optional.of(tag.after())
                    .equals(Optional.ofNullable(refs.tips().get(tag.ref().value())));
            if (there && !isOnBranch(tag.tag())) {
                alone.add(tag);
            }
        }
        return alone;
    }

    private Set<RefName> branches(GlobSet on, UpdateEvidence tag, ObjectId commit, List<UpdateEvidence> updates) {
        Set<RefName> branches = new LinkedHashSet<>();
        List<UpdateEvidence> moved = movedBy.computeIfAbsent(on, none -> moved(on, updates));
        if (moved.isEmpty()
                || standing.computeIfAbsent(on, none -> ancestors(tips(on, updates)))
                        .contain(commit)) {
            return branches;
        }
        for (UpdateEvidence update : moved.subList(0, Math.min(MOST_LOOKED_AT, moved.size()))) {
            if (branches.size() < MOST_NAMED
                    && !update.update().ref().equals(tag.update().ref())
                    && before(update.update().after()).contain(commit)) {
                branches.add(update.written());
            }
        }
        if (branches.isEmpty()) {
            branches.add(moved.get(0).written());
        }
        return branches;
    }

    private Ancestors before(ObjectId tip) {
        return ofTips.computeIfAbsent(tip, none -> ancestors(Set.of(tip)));
    }

    private static List<UpdateEvidence> moved(GlobSet on, List<UpdateEvidence> updates) {
        return updates.stream()
                .filter(update -> !update.update().deletes()
                        && on.contain(update.written().value()))
                .toList();
    }

    /** Where the named refs are whatever becomes of these updates: what only grows holds at least what it held. */
    private Set<ObjectId> tips(GlobSet on, List<UpdateEvidence> updates) {
        Map<String, ObjectId> certain = new HashMap<>(refs.tips());
        for (UpdateEvidence update : updates) {
            if (update.advance() != Advance.FORWARD) {
                certain.remove(update.written().value());
            }
        }
        Set<ObjectId> tips = new LinkedHashSet<>();
        certain.forEach((name, tip) -> {
            if (on.contain(name)) {
                tips.add(tip);
            }
        });
        return tips;
    }

    private Ancestors ancestors(Set<ObjectId> tips) {
        return new Ancestors(store, known, tips);
    }
}
