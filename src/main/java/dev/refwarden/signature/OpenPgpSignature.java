package dev.refwarden.signature;

import dev.refwarden.key.Keyring;
import dev.refwarden.object.SignedBytes;

/** Checks OpenPGP signatures (RFC 9580). */
final class OpenPgpSignature {
    private OpenPgpSignature() {}

    static SignatureCheck check(SignedBytes signed, byte[] armor, boolean trailingAllowed, Keyring keys) {
        return new SignatureCheck.Unusable(Defect.UNSUPPORTED, "OpenPGP signatures do not count yet");
    }
}
