package dev.refwarden.git;

import java.util.List;

/**
 * A well-formed commit.
 *
 * @param parents in their order; the first is the one that the branch was at
 */
public record Commit(
        ObjectId tree,
        List<ObjectId> parents,
        Identity author,
        Identity committer,
        CarriedSignature signature,
        String subject)
        implements ParsedCommit {
    public Commit {
        parents = List.copyOf(parents);
    }
}
