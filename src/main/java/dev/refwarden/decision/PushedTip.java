package dev.refwarden.decision;

import dev.refwarden.git.ObjectId;
import java.util.List;
import java.util.Optional;

/**
 * What a ref is to point at.
 *
 * @param layers the tag objects from the outermost on; empty for a lightweight tag or a branch
 * @param commit the commit under all layers; absent for a tree, a blob, nothing or trouble
 * @param trouble why the layers could not be followed to their end
 */
public record PushedTip(List<TagFacts> layers, Optional<ObjectId> commit, Optional<Failure> trouble) {
    /** Of a ref that is deleted. */
    public static final PushedTip NOTHING = new PushedTip(List.of(), Optional.empty(), Optional.empty());

    public PushedTip {
        layers = List.copyOf(layers);
    }

    /** Whether it is a commit itself, not a tag of one. */
    boolean isCommit() {
        return layers.isEmpty() && commit.isPresent();
    }
}
