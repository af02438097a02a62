package dev.refwarden.evidence;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.Failure;
import dev.refwarden.decision.Limit;
import dev.refwarden.git.ObjectType;
import dev.refwarden.git.StoredObject;

/** Why an object that was asked for cannot be judged. */
final class Failures {
    private final boolean shallow;
    private final long largest;

    /**
     * @param shallow whether history may be cut off, so that a missing parent is no damage
     * @param largest of how many bytes commits, tags and trees are read
     */
    Failures(boolean shallow, long largest) {
        this.shallow = shallow;
        this.largest = largest;
    }

    /**
     * What is wrong with something before what was pushed, that should have been a commit. Git itself has seen that nothing
     * is missing but where history is cut off, so that is why it is not there.
     */
    Failure ofAncestor(StoredObject object) {
        return object instanceof StoredObject.Missing ? cutOff() : of(object, ObjectType.COMMIT);
    }

    /** What is wrong with an object that should have been of this type. */
    Failure of(StoredObject object, ObjectType expected) {
        if (object instanceof StoredObject.Missing) {
            return shallow ? cutOff() : new Failure(Code.MALFORMED_OBJECT, "the " + expected.word() + " is missing");
        }
        if (object instanceof StoredObject.TooLarge large) {
            return new Failure(
                    Code.LIMIT_EXCEEDED,
                    "the " + expected.word() + " has " + large.size() + " bytes, "
                            + Limit.OBJECT_SIZE.exceeded(largest));
        }
        if (object instanceof StoredObject.Corrupt corrupt) {
            return new Failure(Code.MALFORMED_OBJECT, corrupt.detail());
        }
        return new Failure(Code.MALFORMED_OBJECT, "it is not a " + expected.word());
    }

    private static Failure cutOff() {
        return new Failure(Code.SHALLOW_PUSH, "its history is cut off; push from a clone that is not shallow");
    }
}
