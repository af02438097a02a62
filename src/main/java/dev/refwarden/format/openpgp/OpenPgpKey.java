package dev.refwarden.format.openpgp;

import dev.refwarden.crypto.Digests;
import dev.refwarden.format.Lazy;
import dev.refwarden.format.Malformed;
import dev.refwarden.people.Fingerprint;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * One public key packet, primary key or subkey, of version 4 or 6 (RFC 9580, section 5.5). Says
 * nothing about whether a certificate binds it, nor what it may do.
 */
final class OpenPgpKey {
    static final int V4 = 4;
    static final int V6 = 6;
    /** Anybody can factor a smaller modulus. */
    static final int SMALLEST_RSA_BITS = 1024;

    private static final int LENGTH_OF_MPI = 2;

    private final int version;
    private final Instant created;
    private final OpenPgpAlgorithm algorithm;
    private final OpenPgpNumbers numbers;
    private final byte[] body;
    private final Lazy<byte[]> fingerprint = new Lazy<>(this::hashed);

    private OpenPgpKey(byte[] body) throws Malformed {
        OpenPgpReader in = new OpenPgpReader(body);
        this.body = body;
        version = in.readByte("key version");
        if (version != V4 && version != V6) {
            throw new Malformed("keys of version " + version + " are not supported");
        }
        if (version == V4 && body.length > 0xffff) {
            throw new Malformed("a key is far too large");
        }
        created = Instant.ofEpochSecond(in.readUint32("creation time"));
        algorithm = OpenPgpAlgorithm.of(in.readByte("key algorithm"));
        if (version == V6 && in.readUint32("key length") != in.remaining()) {
            throw new Malformed("a key is not as long as it says");
        }
        numbers = OpenPgpNumbers.read(algorithm, in.readRest());
    }

    /** Reads the body of a public key packet; curve arithmetic waits until it is needed. */
    static OpenPgpKey read(byte[] body) throws Malformed {
        return new OpenPgpKey(body);
    }

    int version() {
        return version;
    }

    Instant created() {
        return created;
    }

    OpenPgpAlgorithm algorithm() {
        return algorithm;
    }

    OpenPgpNumbers numbers() {
        return numbers;
    }

    /** Size of the modulus, 0 where the algorithm is not RSA. */
    int rsaBits() {
        return numbers instanceof OpenPgpNumbers.Rsa rsa ? rsa.key().bits() : 0;
    }

    /** Whether it is of a kind that proves nothing whatever it signs. */
    boolean isWeak() {
        return algorithm.isWeak() || (rsaBits() > 0 && rsaBits() < SMALLEST_RSA_BITS);
    }

    /** What keys of its kind are, where nothing by them can be verified here though they may be good. */
    Optional<String> unsupported() {
        boolean unusable = !algorithm.isUsable() || numbers instanceof OpenPgpNumbers.Unusable;
        return unusable && !isWeak() ? Optional.of(numbers.name()) : Optional.empty();
    }

    /** Whether a digest of so many octets is too short for it, so that nothing over one counts. */
    boolean wantsLongerDigest(int octets) {
        return octets < numbers.leastDigest();
    }

    /** Why nothing is believed that a weak or unusable one signs, where it is a certificate's primary key. */
    String disbelief() {
        return unsupported()
                .map(kind -> "its primary key is of a kind that is not supported: " + kind)
                .orElseGet(() -> "its primary key is of a kind that cannot be believed: " + algorithm.shown()
                        + (rsaBits() > 0 ? " of " + rsaBits() + " bits" : ""));
    }

    /** Of this key packet alone (RFC 9580, section 5.5.4). */
    public Fingerprint fingerprint() {
        return new Fingerprint(HexFormat.of().withUpperCase().formatHex(fingerprint.get()));
    }

    /** Eight octets of the fingerprint; several keys may share them. */
    long keyId() {
        byte[] hash = fingerprint.get();
        int from = version == V4 ? hash.length - Long.BYTES : 0;
        long id = 0;
        for (int i = from; i < from + Long.BYTES; i++) {
            id = id << 8 | (hash[i] & 0xff);
        }
        return id;
    }

    /** Its curve point as SSH keys hold theirs, in hexadecimal digits; empty where it has none. */
    String point() {
        int numbersFrom = version == V4 ? 6 : 10;
        int afterCurve = numbersFrom + 1 + (numbersFrom < body.length ? body[numbersFrom] & 0xff : 0);
        int from = switch (algorithm) {
            case ED25519 -> numbersFrom;
            case ECDSA -> afterCurve + LENGTH_OF_MPI;
            case EDDSA_LEGACY -> afterCurve + LENGTH_OF_MPI + 1;
            case RSA, ED448, DSA, ELGAMAL, OTHER -> body.length;
        };
        return from >= body.length ? "" : HexFormat.of().formatHex(body, from, body.length);
    }

    /** Feeds the key as fingerprints and signatures over keys see it. */
    void feed(MessageDigest digest) {
        digest.update((byte) (version == V4 ? 0x99 : 0x9b));
        for (int shift = version == V4 ? 8 : 24; shift >= 0; shift -= 8) {
            digest.update((byte) (body.length >>> shift));
        }
        digest.update(body);
    }

    /** Whether this key made those numbers for that digest; a key that is no point made none. */
    boolean verifies(OpenPgpHash hash, byte[] digest, List<byte[]> signature) {
        try {
            return !wantsLongerDigest(digest.length) && numbers.verify(hash, digest, signature);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private byte[] hashed() {
        MessageDigest digest = version == V4 ? Digests.of("SHA-1") : Digests.sha256();
        feed(digest);
        return digest.digest();
    }
}
