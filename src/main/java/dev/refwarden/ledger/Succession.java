package dev.refwarden.ledger;

import dev.refwarden.git.ObjectId;
import java.util.List;

/**
 * What becomes of settled tips once another one of the same rule and scope lands.
 *
 * @param replaces settled tips that are before it, and so settle nothing that it does not
 * @param contained whether it is before a settled tip itself, and so settles nothing more
 */
public record Succession(List<ObjectId> replaces, boolean contained) {
    /** A tip of which nothing like that is known. */
    public static final Succession NONE = new Succession(List.of(), false);

    public Succession {
        replaces = List.copyOf(replaces);
    }
}
