package dev.refwarden.format.openpgp;

import dev.refwarden.crypto.Ed25519PublicKey;
import dev.refwarden.crypto.Ed448PublicKey;
import dev.refwarden.format.Malformed;
import dev.refwarden.people.Fingerprint;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A signature packet of version 4 or 6, read but not verified (RFC 9580, section 5.2.3).
 *
 * <p>Only the hashed subpackets are signed. The others are whatever anybody wrote there.
 */
final class OpenPgpSignaturePacket {
    /** A signature of a binary document. */
    public static final int DOCUMENT = 0x00;

    private final byte[] body;
    private final int version;
    private final int type;
    private final OpenPgpAlgorithm algorithm;
    private final Optional<OpenPgpHash> hash;
    private final OpenPgpSubpackets hashed;
    private final OpenPgpSubpackets unhashed;
    private final Instant created;
    private final int signedLength;
    private final int firstOctets;
    private final byte[] salt;
    private final List<byte[]> numbers;

    private OpenPgpSignaturePacket(byte[] body) throws Malformed {
        this.body = body;
        OpenPgpReader in = new OpenPgpReader(body);
        version = in.readByte("signature version");
        if (version != OpenPgpKey.V4 && version != OpenPgpKey.V6) {
            throw new Malformed("it is of version " + version);
        }
        type = in.readByte("signature type");
        algorithm = OpenPgpAlgorithm.of(in.readByte("signature algorithm"));
        hash = OpenPgpHash.of(in.readByte("hash algorithm"));
        hashed = readArea(in);
        signedLength = body.length - in.remaining();
        unhashed = readArea(in);
        firstOctets = in.readUint16("first octets of the hash");
        salt = version == OpenPgpKey.V6 ? in.readBytes(in.readByte("salt"), "salt") : new byte[0];
        numbers = readNumbers(in);
        created = hashed.created().orElseThrow(() -> new Malformed("it does not say when it was made"));
    }

    /** @throws Malformed if it cannot be read to its last byte, or does not say when it was made */
    public static OpenPgpSignaturePacket read(byte[] body) throws Malformed {
        return new OpenPgpSignaturePacket(body);
    }

    private OpenPgpSubpackets readArea(OpenPgpReader in) throws Malformed {
        long length = version == OpenPgpKey.V4 ? in.readUint16("subpackets") : in.readUint32("subpackets");
        return OpenPgpSubpackets.read(in.readBytes(length, "subpackets"));
    }

    private List<byte[]> readNumbers(OpenPgpReader in) throws Malformed {
        List<byte[]> read = switch (algorithm) {
            case RSA -> List.of(in.readPaddedMpi("signature"));
            case ECDSA, EDDSA_LEGACY, DSA -> List.of(in.readPaddedMpi("number r"), in.readPaddedMpi("number s"));
            case ED25519 -> List.of(in.readBytes(Ed25519PublicKey.SIGNATURE_BYTES, "signature"));
            case ED448 -> List.of(in.readBytes(Ed448PublicKey.SIGNATURE_BYTES, "signature"));
            case ELGAMAL, OTHER -> List.of(in.readRest());
        };
        in.end("signature");
        return read;
    }

    public int type() {
        return type;
    }

    OpenPgpAlgorithm algorithm() {
        return algorithm;
    }

    /** Empty where the algorithm is not known. */
    public Optional<OpenPgpHash> hash() {
        return hash;
    }

    /** What was signed besides the document. */
    public OpenPgpSubpackets hashed() {
        return hashed;
    }

    /** What anybody may have written. */
    OpenPgpSubpackets unhashed() {
        return unhashed;
    }

    /** When it claims to be made. */
    Instant created() {
        return created;
    }

    /** Whether nothing in it must be understood that is not. */
    boolean isUnderstood() {
        return hashed.areUnderstood();
    }

    /**
     * A digest that is ready to be fed the signed bytes.
     *
     * @throws Malformed if no signature over it could be verified, or its salt is wrong
     */
    MessageDigest begin() throws Malformed {
        MessageDigest digest = hash.filter(OpenPgpHash::canBind)
                .orElseThrow(() -> new Malformed("its hash algorithm is not known"))
                .digest();
        if (version == OpenPgpKey.V6 && salt.length != saltLength(digest.getDigestLength())) {
            throw new Malformed("its salt is not of the right length");
        }
        digest.update(salt);
        return digest;
    }

    /** The digest after the signature's own fields are fed, too (RFC 9580, section 5.2.4). */
    byte[] finish(MessageDigest digest) {
        digest.update(body, 0, signedLength);
        digest.update((byte) version);
        digest.update((byte) 0xff);
        for (int shift = 24; shift >= 0; shift -= 8) {
            digest.update((byte) (signedLength >>> shift));
        }
        return digest.digest();
    }

    /** Until when, exclusive, it counts by its own word; absent where it gives itself no end. */
    public Optional<Instant> ends() throws Malformed {
        return hashed.seconds(OpenPgpSubpackets.SIGNATURE_EXPIRES)
                .filter(seconds -> seconds > 0)
                .map(created::plusSeconds);
    }

    /** Whether it claims to be made before there was {@code key}. */
    boolean isOlderThan(OpenPgpKey key) {
        return created.isBefore(key.created());
    }

    /**
     * Whether it is worth the arithmetic: its hint fits the digest, or it names this key as its issuer, or none at
     * all. No proof of anything.
     */
    boolean mayBeBy(OpenPgpKey key, byte[] digest) throws Malformed {
        if (((digest[0] & 0xff) << 8 | (digest[1] & 0xff)) == firstOctets) {
            return true;
        }
        boolean named = false;
        for (OpenPgpSubpackets area : List.of(hashed, unhashed)) {
            Optional<Fingerprint> fingerprint = area.issuerFingerprint();
            List<Long> ids = area.issuers();
            if (ids.contains(key.keyId())
                    || fingerprint.filter(key.fingerprint()::equals).isPresent()) {
                return true;
            }
            named |= fingerprint.isPresent() || !ids.isEmpty();
        }
        return !named;
    }

    /** Whether {@code key} signed {@code digest}, whatever the key may do. */
    boolean isBy(OpenPgpKey key, byte[] digest) {
        return key.version() == version
                && key.algorithm() == algorithm
                && hash.isPresent()
                && key.verifies(hash.get(), digest, numbers);
    }

    /** Half a digest, but at least 16 octets (RFC 9580, section 9.5, table 23). */
    private static int saltLength(int digestLength) {
        return Math.max(16, digestLength / 2);
    }
}
