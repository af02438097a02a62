package dev.refwarden.evidence;

import dev.refwarden.format.Defect;
import dev.refwarden.format.Keyring;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.format.SignatureFormats;
import dev.refwarden.git.CarriedSignature;

/** Checks the signature that an object carries. */
final class SignatureReading {
    private static final String SIGNED_TOO_EARLY =
            "the signature is bad: it covers the text as it was before git put it into"
                    + " UTF-8, as git 2.45 to 2.54 sign a message in another encoding";

    private final Keyring keys;

    SignatureReading(Keyring keys) {
        this.keys = keys;
    }

    /** @param trailingAllowed whether text behind the armored block is passed over */
    SignatureCheck check(CarriedSignature signature, boolean trailingAllowed) {
        if (signature instanceof CarriedSignature.Block block) {
            SignatureCheck shown = SignatureFormats.check(block.signed(), block.armor(), trailingAllowed, keys);
            return shown instanceof SignatureCheck.Unusable unusable && unusable.defect() == Defect.BAD_SIGNATURE
                    ? explained(unusable, block, trailingAllowed)
                    : shown;
        }
        if (signature instanceof CarriedSignature.Ambiguous ambiguous) {
            return new SignatureCheck.Unusable(Defect.MALFORMED, ambiguous.detail());
        }
        return new SignatureCheck.Absent();
    }

    /** A signature that git itself made wrongly is bad all the same, but no one has tampered with the commit. */
    private SignatureCheck explained(
            SignatureCheck.Unusable bad, CarriedSignature.Block block, boolean trailingAllowed) {
        return UnconvertedText.of(block.signed())
                .map(text -> SignatureFormats.check(text, block.armor(), trailingAllowed, keys))
                .filter(SignatureCheck.Valid.class::isInstance)
                .<SignatureCheck>map(valid -> new SignatureCheck.Unusable(Defect.BAD_SIGNATURE, SIGNED_TOO_EARLY))
                .orElse(bad);
    }

    /** The same with text behind the block passed over, worked out only where that could matter. */
    SignatureCheck ignoringTrailer(CarriedSignature signature, SignatureCheck strict) {
        boolean mayMatter = strict instanceof SignatureCheck.Unusable unusable && unusable.defect() == Defect.MALFORMED;
        return mayMatter ? check(signature, true) : strict;
    }
}
