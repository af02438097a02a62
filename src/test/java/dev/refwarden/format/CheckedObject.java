package dev.refwarden.format;

import dev.refwarden.git.CarriedSignature;
import dev.refwarden.git.Commit;
import dev.refwarden.git.ObjectFormat;
import dev.refwarden.git.ParsedCommit;
import dev.refwarden.git.ParsedTag;
import dev.refwarden.git.Tag;

/** From the raw bytes of an object to what its signature shows, as a push goes that way. */
public final class CheckedObject {
    private CheckedObject() {}

    public static SignatureCheck commit(byte[] raw, Keyring keys) {
        return ParsedCommit.of(raw, ObjectFormat.SHA1) instanceof Commit commit
                ? carried(commit.signature(), keys)
                : malformed();
    }

    public static SignatureCheck tag(byte[] raw, Keyring keys) {
        return ParsedTag.of(raw, ObjectFormat.SHA1) instanceof Tag tag ? carried(tag.signature(), keys) : malformed();
    }

    private static SignatureCheck carried(CarriedSignature signature, Keyring keys) {
        if (signature instanceof CarriedSignature.Block block) {
            return SignatureFormats.check(block.signed(), block.armor(), false, keys);
        }
        return signature instanceof CarriedSignature.None ? new SignatureCheck.Absent() : malformed();
    }

    private static SignatureCheck malformed() {
        return new SignatureCheck.Unusable(Defect.MALFORMED, "the object around it");
    }
}
