package dev.refwarden.signature;

import dev.refwarden.crypto.Digests;
import dev.refwarden.key.Keyring;
import dev.refwarden.object.SignedBytes;
import dev.refwarden.x509.Certificate;
import dev.refwarden.x509.Malformed;
import dev.refwarden.x509.SignatureScheme;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks CMS signatures by X.509 certificates, as gpgsm, smimesign and gitsign make them: one detached
 * signature by one signer, whose certificate leads to the authority of an enrolled identity.
 */
final class CmsSignature {
    private static final Map<String, String> DIGESTS = Map.of(
            "1.2.840.113549.2.5", "MD5",
            "1.3.14.3.2.26", "SHA-1",
            "2.16.840.1.101.3.4.2.1", "SHA-256",
            "2.16.840.1.101.3.4.2.2", "SHA-384",
            "2.16.840.1.101.3.4.2.3", "SHA-512");

    private CmsSignature() {}

    /** @param trailingAllowed whether text after the END line is passed over instead of refused */
    static SignatureCheck check(SignedBytes signed, byte[] armor, boolean trailingAllowed, Keyring keys) {
        try {
            Armor block = Armor.read(armor, "SIGNED MESSAGE", true, trailingAllowed);
            CmsMessage message = CmsMessage.read(decoded(block.lines()));
            Optional<Certificate> leaf = message.signerCertificate();
            if (leaf.isEmpty()) {
                throw Refused.malformed("it does not hold its signer's certificate");
            }
            SignatureScheme scheme = scheme(message.signer());
            SignatureCheck identity = CmsIdentity.find(message, leaf.get(), keys);
            if (identity instanceof SignatureCheck.Valid) {
                verify(message.signer(), scheme, leaf.get(), signed);
            }
            return identity;
        } catch (Malformed e) {
            return Refused.malformed(String.valueOf(e.getMessage())).check();
        } catch (Refused refused) {
            return refused.check();
        }
    }

    private static byte[] decoded(List<String> lines) throws Refused {
        try {
            return Base64.getDecoder().decode(String.join("", lines));
        } catch (IllegalArgumentException e) {
            throw Refused.malformed("its Base64 is damaged");
        }
    }

    private static SignatureScheme scheme(CmsSignerInfo signer) throws Refused {
        String digest = DIGESTS.getOrDefault(signer.digest(), "");
        if (digest.equals("MD5") || digest.equals("SHA-1")) {
            throw Refused.of(Defect.WEAK_DIGEST, "the signature is over " + digest);
        }
        Optional<SignatureScheme> scheme = SignatureScheme.of(signer.algorithm(), digest);
        if (scheme.isEmpty()) {
            throw Refused.of(Defect.UNSUPPORTED, "CMS signatures of its algorithm do not count");
        }
        return scheme.get();
    }

    private static void verify(CmsSignerInfo signer, SignatureScheme scheme, Certificate leaf, SignedBytes signed)
            throws Malformed, Refused {
        MessageDigest digest = Digests.of(DIGESTS.getOrDefault(signer.digest(), ""));
        signed.feed(digest::update);
        if (!MessageDigest.isEqual(digest.digest(), signer.attributes().messageDigest())) {
            throw Refused.bad("it was made for other bytes");
        }
        if (!leaf.key().verifies(scheme, signer.attributes().signed(), signer.signature())) {
            throw Refused.bad("these bytes were not signed by this key");
        }
    }
}
