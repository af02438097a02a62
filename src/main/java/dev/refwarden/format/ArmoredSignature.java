package dev.refwarden.format;

import dev.refwarden.format.openpgp.OpenPgpSignature;
import dev.refwarden.format.ssh.SshSignature;
import dev.refwarden.format.x509.CmsSignature;
import dev.refwarden.git.SignedBytes;
import java.nio.charset.StandardCharsets;

/** Checks the armored block that an object carries, whichever format it is of. */
public final class ArmoredSignature {
    /** The SSH namespace of everything that git signs. */
    public static final String GIT = "git";

    private static final String SSH = "-----BEGIN SSH SIGNATURE-----";
    private static final String OPENPGP = "-----BEGIN PGP SIGNATURE-----";
    private static final String CMS = "-----BEGIN SIGNED MESSAGE-----";

    private ArmoredSignature() {}

    /**
     * Checks {@code armor} over {@code signed} in the namespace {@code git}.
     *
     * @param armor the bytes of the header or trailing block: lines ended by LF or CRLF, the last
     *     line end may be missing
     * @param trailingAllowed whether text after the END line is passed over instead of refused
     */
    public static SignatureCheck check(SignedBytes signed, byte[] armor, boolean trailingAllowed, Keyring keys) {
        if (begins(armor, SSH)) {
            return SshSignature.check(armor, GIT, signed, trailingAllowed, keys);
        }
        if (begins(armor, OPENPGP)) {
            return OpenPgpSignature.check(signed, armor, trailingAllowed, keys);
        }
        if (begins(armor, CMS)) {
            return CmsSignature.check(signed, armor, trailingAllowed, keys);
        }
        return new SignatureCheck.Unusable(
                Defect.MALFORMED, "the signature is malformed: it does not begin with the BEGIN line of a signature");
    }

    private static boolean begins(byte[] armor, String line) {
        int length = line.length();
        return armor.length > length
                && new String(armor, 0, length, StandardCharsets.ISO_8859_1).equals(line)
                && (armor[length] == '\n' || armor[length] == '\r');
    }
}
