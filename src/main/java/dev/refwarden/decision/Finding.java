package dev.refwarden.decision;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import java.util.Optional;

/**
 * One reason to refuse a push.
 *
 * @param rule the name of the rule that is not satisfied; absent where no rule is needed
 * @param ref the ref that was to be written; absent where the whole push is meant
 * @param object the commit or tag concerned
 * @param detail what is wrong, for the developer: lower case, no final period; may hold pushed text,
 *     so it is escaped wherever it is shown
 */
public record Finding(
        Code code, Optional<String> rule, Optional<RefName> ref, Optional<ObjectId> object, String detail) {
    /** A finding about the push as a whole. */
    public static Finding ofPush(Code code, String detail) {
        return new Finding(code, Optional.empty(), Optional.empty(), Optional.empty(), detail);
    }

    /** A finding about a ref, under any policy. */
    static Finding ofRef(Code code, RefName ref, String detail) {
        return new Finding(code, Optional.empty(), Optional.of(ref), Optional.empty(), detail);
    }
}
