package dev.refwarden.signature;

import dev.refwarden.key.Keyring;
import dev.refwarden.object.CarriedSignature;
import dev.refwarden.object.Commit;
import dev.refwarden.object.ObjectFormat;
import dev.refwarden.object.ParsedCommit;
import dev.refwarden.object.ParsedTag;
import dev.refwarden.object.Tag;

/** From the raw bytes of an object to what its signature shows, as a push goes that way. */
final class CheckedObject {
    private CheckedObject() {}

    static SignatureCheck commit(byte[] raw, Keyring keys) {
        return ParsedCommit.of(raw, ObjectFormat.SHA1) instanceof Commit commit
                ? carried(commit.signature(), keys)
                : malformed();
    }

    static SignatureCheck tag(byte[] raw, Keyring keys) {
        return ParsedTag.of(raw, ObjectFormat.SHA1) instanceof Tag tag ? carried(tag.signature(), keys) : malformed();
    }

    private static SignatureCheck carried(CarriedSignature signature, Keyring keys) {
        if (signature instanceof CarriedSignature.Block block) {
            return ArmoredSignature.check(block.signed(), block.armor(), false, keys);
        }
        return signature instanceof CarriedSignature.None ? new SignatureCheck.Absent() : malformed();
    }

    private static SignatureCheck malformed() {
        return new SignatureCheck.Unusable(Defect.MALFORMED, "the object around it");
    }
}
