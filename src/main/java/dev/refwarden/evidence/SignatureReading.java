package dev.refwarden.evidence;

import dev.refwarden.key.Keyring;
import dev.refwarden.object.CarriedSignature;
import dev.refwarden.signature.ArmoredSignature;
import dev.refwarden.signature.Defect;
import dev.refwarden.signature.SignatureCheck;

/** Checks the signature that an object carries. */
final class SignatureReading {
    private final Keyring keys;

    SignatureReading(Keyring keys) {
        this.keys = keys;
    }

    /** @param trailingAllowed whether text behind the armored block is passed over */
    SignatureCheck check(CarriedSignature signature, boolean trailingAllowed) {
        if (signature instanceof CarriedSignature.Block block) {
            return ArmoredSignature.check(block.signed(), block.armor(), trailingAllowed, keys);
        }
        if (signature instanceof CarriedSignature.Ambiguous ambiguous) {
            return new SignatureCheck.Unusable(Defect.MALFORMED, ambiguous.detail());
        }
        return new SignatureCheck.Absent();
    }

    /** The same with text behind the block passed over, worked out only where that could matter. */
    SignatureCheck ignoringTrailer(CarriedSignature signature, SignatureCheck strict) {
        boolean mayMatter = strict instanceof SignatureCheck.Unusable unusable && unusable.defect() == Defect.MALFORMED;
        return mayMatter ? check(signature, true) : strict;
    }
}
