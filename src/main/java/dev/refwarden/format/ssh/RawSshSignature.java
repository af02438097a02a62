package dev.refwarden.format.ssh;

import dev.refwarden.crypto.CompositePublicKey;
import dev.refwarden.crypto.Digests;
import dev.refwarden.crypto.Ed25519PublicKey;
import dev.refwarden.crypto.RsaDigest;
import dev.refwarden.format.Defect;
import dev.refwarden.format.Malformed;
import dev.refwarden.format.Refused;
import dev.refwarden.format.TokenFlags;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Checks the innermost signature of SSH: an algorithm name and its numbers (RFC 4253 section 6.6, RFC
 * 5656 section 3.1.2, RFC 8332, RFC 8709), by keys that live in a computer.
 */
final class RawSshSignature {
    private RawSshSignature() {}

    /**
     * Checks that {@code key} signed {@code message}.
     *
     * @return what a token said of itself; absent for keys that are on none
     */
    static Optional<TokenFlags> check(SshPublicKey key, byte[] signature, byte[] message) throws Refused {
        try {
            WireReader in = new WireReader(signature);
            String algorithm = in.readName("signature algorithm");
            if (key.type().keyType().carriesFlags()) {
                return Optional.of(TokenSignature.check(key, algorithm, in, message));
            }
            if (!verifies(key, algorithm, in, message)) {
                throw Refused.bad("these bytes were not signed by this key");
            }
            return Optional.empty();
        } catch (Malformed e) {
            throw Refused.malformed(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw Refused.bad("the enrolled key is not a point of its curve");
        }
    }

    private static boolean verifies(SshPublicKey key, String algorithm, WireReader in, byte[] message)
            throws Malformed, Refused {
        if (key.type() == SshKeyType.RSA) {
            return verifiesRsa(key, algorithm, in, message);
        }
        if (!key.type().isCalled(algorithm)) {
            throw Refused.malformed("it is not of the key's own algorithm");
        }
        byte[] raw = in.readString("signature");
        in.end("signature");
        return switch (key.type()) {
            case ED25519 -> verifiesEd25519(key, raw, message);
            case ECDSA_P256 -> verifiesEcdsa(key, raw, Digests.sha256(), message);
            case ECDSA_P384 -> verifiesEcdsa(key, raw, Digests.of("SHA-384"), message);
            case ECDSA_P521 -> verifiesEcdsa(key, raw, Digests.sha512(), message);
            case MLDSA44_ED25519 -> verifiesComposite(key, raw, message);
            case RSA, SK_ED25519, SK_ECDSA_P256 -> false;
        };
    }

    private static boolean verifiesRsa(SshPublicKey key, String algorithm, WireReader in, byte[] message)
            throws Malformed, Refused {
        byte[] raw = in.readString("signature");
        in.end("signature");
        return switch (algorithm) {
            case "rsa-sha2-256" ->
                key.rsa().verifies(RsaDigest.SHA256, Digests.sha256().digest(message), raw);
            case "rsa-sha2-512" ->
                key.rsa().verifies(RsaDigest.SHA512, Digests.sha512().digest(message), raw);
            case "ssh-rsa" -> throw Refused.of(Defect.WEAK_DIGEST, "the signature is over SHA-1");
            default -> throw Refused.malformed("it is not of the key's own algorithm");
        };
    }

    static boolean verifiesEd25519(SshPublicKey key, byte[] raw, byte[] message) throws Refused {
        if (raw.length != Ed25519PublicKey.SIGNATURE_BYTES) {
            throw Refused.malformed("it is not of the length that such signatures have");
        }
        return key.ed25519().verifies(message, raw);
    }

    private static boolean verifiesComposite(SshPublicKey key, byte[] raw, byte[] message) throws Refused {
        if (raw.length != CompositePublicKey.SIGNATURE_BYTES) {
            throw Refused.malformed("it is not of the length that such signatures have");
        }
        return key.composite().verifies(message, raw);
    }

    static boolean verifiesEcdsa(SshPublicKey key, byte[] raw, MessageDigest digest, byte[] message) throws Malformed {
        WireReader numbers = new WireReader(raw);
        BigInteger r = numbers.readMpint("number r");
        BigInteger s = numbers.readMpint("number s");
        numbers.end("number s");
        return key.ec().verifies(digest.digest(message), r, s);
    }
}
