package dev.refwarden.signature;

import dev.refwarden.key.Keyring;
import dev.refwarden.object.SignedBytes;

/** Checks the armored block that an object carries, whichever format it is of. */
public final class ArmoredSignature {
    private ArmoredSignature() {}

    /**
     * Checks {@code armor} over {@code signed} in the namespace {@code git}.
     *
     * @param armor the bytes of the header or trailing block: lines ended by LF or CRLF, the last
     *     line end may be missing
     * @param trailingAllowed whether text after the END line is passed over instead of refused
     */
    public static SignatureCheck check(SignedBytes signed, byte[] armor, boolean trailingAllowed, Keyring keys) {
        return new SignatureCheck.Unusable(Defect.UNSUPPORTED, "not checked yet");
    }
}
