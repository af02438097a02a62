package dev.refwarden.format.ssh;

import dev.refwarden.crypto.Digests;
import dev.refwarden.format.Armor;
import dev.refwarden.format.Defect;
import dev.refwarden.format.ExactBase64;
import dev.refwarden.format.Keyring;
import dev.refwarden.format.Malformed;
import dev.refwarden.format.Refused;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.format.TokenFlags;
import dev.refwarden.git.SignedBytes;
import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.UnusableKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Checks SSH signatures (OpenSSH's PROTOCOL.sshsig): magic {@code SSHSIG}, version 1, the key, the
 * namespace, an empty reserved field, the hash and the signature, and not a byte more.
 */
final class SshSignature {
    static final String LABEL = "SSH SIGNATURE";

    private static final byte[] MAGIC = "SSHSIG".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_NAME = 64;

    private SshSignature() {}

    /**
     * Checks an armored signature over {@code message}.
     *
     * @param namespace what the signature must be made for, such as {@code git}
     * @param trailingAllowed whether text after the END line is passed over instead of refused
     */
    static SignatureCheck check(
            byte[] armor, String namespace, SignedBytes message, boolean trailingAllowed, Keyring keys) {
        try {
            Armor lines = Armor.read(armor, LABEL, false, trailingAllowed);
            return checkBlob(decoded(lines.lines()), namespace, message, keys);
        } catch (Refused refused) {
            return refused.check();
        }
    }

    /** Checks a signature without its armor. */
    static SignatureCheck check(byte[] blob, String namespace, SignedBytes message, Keyring keys) {
        try {
            return checkBlob(blob, namespace, message, keys);
        } catch (Refused refused) {
            return refused.check();
        }
    }

    private static SignatureCheck checkBlob(byte[] blob, String namespace, SignedBytes message, Keyring keys)
            throws Refused {
        Fields fields = read(blob);
        if (!fields.namespace().equals(namespace)) {
            throw Refused.bad("it was made for another purpose than " + namespace);
        }
        MessageDigest digest = digest(fields.hash());
        SshPublicKey claimed = key(fields.key());
        Optional<EnrolledKey> enrolled = SshIndex.of(keys).find(claimed);
        if (enrolled.isEmpty()) {
            return new SignatureCheck.UnknownKey(claimed.fingerprint().value());
        }
        byte[] toBeSigned = toBeSigned(fields, digest, message);
        // The enrolled object is asked, not the claimed one: it keeps its decoded point.
        SshPublicKey key = enrolled.get().key() instanceof SshPublicKey known ? known : claimed;
        Optional<TokenFlags> flags = RawSshSignature.check(key, fields.signature(), toBeSigned);
        return new SignatureCheck.Valid(enrolled.get(), key.signingKeys().get(0), flags);
    }

    /** Whether these bytes begin as a signature does. */
    static boolean isOne(byte[] blob) {
        return blob.length >= MAGIC.length && Arrays.equals(blob, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /** What is in the signature; none of it is believed yet. */
    private record Fields(byte[] key, String namespace, String hash, byte[] signature) {}

    private static Fields read(byte[] blob) throws Refused {
        try {
            WireReader in = new WireReader(blob);
            in.readFixed(MAGIC, "magic SSHSIG");
            if (in.readUint32("version") != 1) {
                throw Refused.malformed("its version is not 1");
            }
            byte[] key = in.readString("public key");
            String namespace = in.readName("namespace");
            if (in.readString("reserved field").length > 0) {
                throw Refused.malformed("its reserved field is not empty");
            }
            String hash = in.readName("hash algorithm");
            byte[] signature = in.readString("signature");
            in.end("signature");
            if (namespace.isEmpty()) {
                throw Refused.malformed("its namespace is empty");
            }
            return new Fields(key, namespace, hash, signature);
        } catch (Malformed e) {
            throw Refused.malformed(String.valueOf(e.getMessage()));
        }
    }

    /** A key of a type that is not understood is distinguished from one that is damaged. */
    private static SshPublicKey key(byte[] blob) throws Refused {
        try {
            String type = new WireReader(blob).readName("key type");
            if (type.equals("ssh-dss")) {
                throw Refused.of(Defect.WEAK_KEY, "the signature is made by a DSA key");
            }
            if (isName(type) && SshKeyType.of(type).isEmpty()) {
                throw Refused.of(Defect.UNSUPPORTED, "signatures by SSH keys of its type do not count");
            }
            return SshPublicKey.ofBlob(blob);
        } catch (UnusableKey | Malformed e) {
            throw Refused.malformed(String.valueOf(e.getMessage()));
        }
    }

    /** Whether a key type may bear this name (RFC 4250, section 4.6.1). */
    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) <= ' ' || name.charAt(i) >= 0x7f) {
                return false;
            }
        }
        return !name.isEmpty() && name.length() <= LONGEST_NAME;
    }

    private static MessageDigest digest(String hash) throws Refused {
        return switch (hash) {
            case "sha512" -> Digests.sha512();
            case "sha256" -> Digests.sha256();
            default -> throw Refused.malformed("its hash is neither sha256 nor sha512");
        };
    }

    /** The block that is signed in place of the message; it names hash and namespace once more. */
    private static byte[] toBeSigned(Fields fields, MessageDigest digest, SignedBytes message) {
        message.feed(digest::update);
        WireWriter out = new WireWriter();
        out.writeRaw(MAGIC);
        out.writeString(fields.namespace().getBytes(StandardCharsets.ISO_8859_1));
        out.writeString(new byte[0]);
        out.writeString(fields.hash().getBytes(StandardCharsets.ISO_8859_1));
        out.writeString(digest.digest());
        return out.toByteArray();
    }

    private static byte[] decoded(List<String> lines) throws Refused {
        StringBuilder base64 = new StringBuilder();
        for (String line : lines) {
            if (line.isEmpty()) {
                throw Refused.malformed("there is an empty line in it");
            }
            base64.append(line);
        }
        try {
            return ExactBase64.decode(base64.toString());
        } catch (IllegalArgumentException e) {
            throw Refused.malformed("its Base64 is damaged");
        }
    }
}
