package dev.refwarden.git.store;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import java.util.Optional;

/**
 * A ref as the repository has it now.
 *
 * @param tip absent where the ref does not exist, or names a ref that does not
 * @param target the ref that is really written, where this one is symbolic
 */
public record RefState(RefName name, Optional<ObjectId> tip, Optional<RefName> target) {}
