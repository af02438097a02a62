package dev.refwarden.format.openpgp;

import dev.refwarden.format.Armor;
import dev.refwarden.format.Defect;
import dev.refwarden.format.Keyring;
import dev.refwarden.format.Malformed;
import dev.refwarden.format.Refused;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.SignedBytes;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * Checks OpenPGP signatures (RFC 4880, RFC 9580): one armored block that holds one signature packet of
 * a binary document, and not a byte more.
 *
 * <p>Whoever signs chooses the times that a signature gives, so they can only speak against it: one that says
 * it was made before its key is refused, and its own expiration is handed on to whoever knows the time.
 */
final class OpenPgpSignature {
    static final String LABEL = "PGP SIGNATURE";

    private OpenPgpSignature() {}

    /**
     * Checks an armored signature over {@code signed}.
     *
     * @param trailingAllowed whether text after the END line is passed over instead of refused
     */
    static SignatureCheck check(SignedBytes signed, byte[] armor, boolean trailingAllowed, Keyring keys) {
        try {
            Armor block = Armor.read(armor, LABEL, true, trailingAllowed);
            OpenPgpSignaturePacket signature = read(OpenPgpArmor.decode(block.lines()));
            refuseWeak(signature);
            byte[] digest = digest(signature, signed);
            signature.ends();
            return OpenPgpSigner.find(signature, digest, keys);
        } catch (Malformed e) {
            return Refused.malformed(String.valueOf(e.getMessage())).check();
        } catch (Refused refused) {
            return refused.check();
        }
    }

    private static OpenPgpSignaturePacket read(byte[] binary) throws Malformed, Refused {
        List<OpenPgpPacket> packets = OpenPgpPacket.readAll(binary, 1);
        if (packets.isEmpty() || packets.get(0).tag() != OpenPgpPacket.SIGNATURE) {
            throw Refused.malformed("it does not hold a signature packet");
        }
        byte[] body = packets.get(0).body();
        if (body.length > 0 && (body[0] == 2 || body[0] == 3 || body[0] == 5)) {
            throw Refused.of(Defect.UNSUPPORTED, "OpenPGP signatures of version " + body[0] + " are not supported");
        }
        OpenPgpSignaturePacket signature = OpenPgpSignaturePacket.read(body);
        if (signature.type() != OpenPgpSignaturePacket.DOCUMENT) {
            throw Refused.malformed("it does not sign a binary document");
        }
        if (!signature.isUnderstood()) {
            throw Refused.malformed("it says something that must be understood, and is not");
        }
        return signature;
    }

    private static void refuseWeak(OpenPgpSignaturePacket signature) throws Refused {
        Optional<OpenPgpHash> weak = signature.hash().filter(OpenPgpHash::isWeak);
        if (weak.isPresent()) {
            throw Refused.of(
                    Defect.WEAK_DIGEST, "the signature is over " + weak.get().shown());
        }
        if (signature.algorithm().isWeak()) {
            throw Refused.of(
                    Defect.WEAK_KEY,
                    "the signature is by " + signature.algorithm().shown());
        }
        if (signature.algorithm() == OpenPgpAlgorithm.OTHER) {
            throw Refused.of(Defect.UNSUPPORTED, "OpenPGP signatures of its algorithm are not supported");
        }
        if (signature.hash().isEmpty()) {
            throw Refused.of(Defect.UNSUPPORTED, "OpenPGP signatures over its hash algorithm are not supported");
        }
    }

    private static byte[] digest(OpenPgpSignaturePacket signature, SignedBytes signed) throws Malformed {
        MessageDigest digest = signature.begin();
        signed.feed(digest::update);
        // Its first two octets are a hint that no one signed, and GitHub wrote wrong ones for years.
        return signature.finish(digest);
    }
}
