package dev.refwarden.ledger;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The tags that rest on a branch of their push, as one hook sees them.
 *
 * @param seen those that landed, with their branch or without
 * @param told those among them that {@code post-receive} reported, so that their push is over
 * @param waiting the tips that they would settle, once it is known that they landed with their branch
 * @param withBranch those that landed together with the branch
 * @param alone those that landed without it
 */
public record LandedTags(
        List<RestedTag> seen,
        Set<RestedTag> told,
        List<WaitingTip> waiting,
        List<RestedTag> withBranch,
        List<RestedTag> alone) {
    static final LandedTags NONE = new LandedTags(List.of(), Set.of(), List.of(), List.of(), List.of());

    public LandedTags {
        seen = List.copyOf(seen);
        told = Set.copyOf(told);
        waiting = List.copyOf(waiting);
        withBranch = List.copyOf(withBranch);
        alone = List.copyOf(alone);
    }

    /** Looks whether a tag's commit is on a branch that its rule names, by the refs as they are. */
    @FunctionalInterface
    public interface Looking {
        boolean isOnBranch(RestedTag tag) throws IOException;
    }

    static LandedTags of(
            List<RestedTag> open,
            List<WaitingTip> heldBack,
            List<RefUpdate> told,
            Function<RefName, Optional<ObjectId>> refs) {
        Set<RefUpdate> all = new HashSet<>(told);
        List<RestedTag> seen = new ArrayList<>();
        Set<RestedTag> over = new HashSet<>();
        for (RestedTag tag : open) {
            boolean isTold = all.contains(new RefUpdate(tag.before(), tag.after(), tag.ref()));
            if (isTold) {
                over.add(tag);
            }
            if (isTold || refs.apply(tag.ref()).filter(tag.after()::equals).isPresent()) {
                seen.add(tag);
            }
        }
        return new LandedTags(seen, over, heldBack, List.of(), List.of());
    }

    LandedTags judged(Looking looking, Instant now) throws IOException {
        List<RestedTag> there = new ArrayList<>();
        List<RestedTag> missing = new ArrayList<>();
        for (RestedTag tag : seen) {
            if (looking.isOnBranch(tag)) {
                there.add(tag);
            } else if (told.contains(tag) || !tag.mayBeIncomplete(now)) {
                missing.add(tag);
            }
        }
        return new LandedTags(seen, told, waiting, there, missing);
    }

    /** What the tags that landed with their branch settle. */
    List<WaitingTip> waitingWithBranch() {
        return waiting.stream()
                .filter(tip -> withBranch.stream().anyMatch(tag -> isOf(tag, tip)))
                .toList();
    }

    private static boolean isOf(RestedTag tag, WaitingTip tip) {
        return tag.seq() == tip.seq() && tag.ref().equals(tip.accepted().ref());
    }
}
