package dev.refwarden.evidence;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.Trouble;
import dev.refwarden.object.ObjectType;
import dev.refwarden.object.StoredObject;

/** Why an object that was asked for cannot be judged. */
final class Troubles {
    private final boolean shallow;

    /** @param shallow whether history may be cut off, so that a missing parent is no damage */
    Troubles(boolean shallow) {
        this.shallow = shallow;
    }

    /** What is wrong with an object that should have been of this type. */
    Trouble of(StoredObject object, ObjectType expected) {
        if (object instanceof StoredObject.Missing) {
            return shallow
                    ? new Trouble(Code.SHALLOW_PUSH, "its history is cut off; push from a clone that is not shallow")
                    : new Trouble(Code.MALFORMED_OBJECT, "the " + expected.word() + " is missing");
        }
        if (object instanceof StoredObject.TooLarge large) {
            return new Trouble(
                    Code.LIMIT_EXCEEDED,
                    "the " + expected.word() + " has " + large.size() + " bytes, more than this server reads");
        }
        if (object instanceof StoredObject.Corrupt corrupt) {
            return new Trouble(Code.MALFORMED_OBJECT, corrupt.detail());
        }
        return new Trouble(Code.MALFORMED_OBJECT, "it is no " + expected.word());
    }
}
