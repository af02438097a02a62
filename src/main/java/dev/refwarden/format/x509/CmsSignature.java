package dev.refwarden.format.x509;

import dev.refwarden.crypto.Digests;
import dev.refwarden.format.Armor;
import dev.refwarden.format.Defect;
import dev.refwarden.format.Keyring;
import dev.refwarden.format.Malformed;
import dev.refwarden.format.Refused;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.SignedBytes;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Checks CMS signatures by X.509 certificates, as gpgsm, smimesign and gitsign make them: one detached
 * signature by one signer, whose certificate leads to the authority of an enrolled identity.
 */
final class CmsSignature {
    static final String LABEL = "SIGNED MESSAGE";

    private CmsSignature() {}

    /** @param trailingAllowed whether text after the END line is passed over instead of refused */
    static SignatureCheck check(SignedBytes signed, byte[] armor, boolean trailingAllowed, Keyring keys) {
        try {
            Armor block = Armor.read(armor, LABEL, true, trailingAllowed);
            CmsMessage message = CmsMessage.read(decoded(block.lines()));
            Certificate leaf = leaf(message);
            SignatureScheme scheme = scheme(message.signer());
            SignatureCheck identity = CmsIdentity.find(message, leaf, keys);
            if (identity instanceof SignatureCheck.Valid) {
                verify(message.signer(), scheme, leaf, signed);
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

    private static SignatureScheme scheme(CmsSignerInfo signer) throws Malformed, Refused {
        String digest = DigestNames.of(signer.digest());
        if (digest.isEmpty()) {
            throw Refused.of(Defect.UNSUPPORTED, "CMS signatures over its hash algorithm are not supported");
        }
        refuseWeak(new SignatureScheme(SignatureScheme.Kind.RSA, digest, 0));
        Optional<SignatureScheme> scheme = SignatureScheme.read(signer.algorithm(), digest);
        if (scheme.isEmpty()) {
            throw Refused.of(Defect.UNSUPPORTED, "CMS signatures of its algorithm are not supported");
        }
        refuseWeak(scheme.get());
        return scheme.get();
    }

    private static void refuseWeak(SignatureScheme scheme) throws Refused {
        if (scheme.isWeak()) {
            throw Refused.of(Defect.WEAK_DIGEST, "the signature is over " + scheme.digest());
        }
    }

    private static Certificate leaf(CmsMessage message) throws Malformed, Refused {
        Certificate leaf = message.signerCertificate();
        if (leaf.key().unsupported().isPresent()) {
            throw Refused.of(
                    Defect.UNSUPPORTED,
                    "its certificate holds " + leaf.key().unsupported().get());
        }
        return leaf;
    }

    private static void verify(CmsSignerInfo signer, SignatureScheme scheme, Certificate leaf, SignedBytes signed)
            throws Malformed, Refused {
        MessageDigest digest = Digests.of(DigestNames.of(signer.digest()));
        signed.feed(digest::update);
        if (!MessageDigest.isEqual(digest.digest(), signer.attributes().messageDigest())) {
            throw Refused.bad("it was made for other bytes");
        }
        if (!leaf.key().verifies(scheme, signer.attributes().signed(), signer.signature())) {
            throw Refused.bad("these bytes were not signed by this key");
        }
    }
}
