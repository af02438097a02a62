package dev.refwarden.decision;

import dev.refwarden.git.ObjectId;
import java.util.Optional;

/**
 * Why something that a proposal brings cannot be looked at.
 *
 * @param object the commit; absent where all of it together is meant
 */
public record Flaw(Optional<ObjectId> object, Failure trouble) {}
