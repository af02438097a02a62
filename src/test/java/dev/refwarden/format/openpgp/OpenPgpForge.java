package dev.refwarden.format.openpgp;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.bouncycastle.math.ec.rfc8032.Ed448;

/** Makes OpenPGP packets that no program would make, rightly signed. */
public final class OpenPgpForge {
    /** When all keys are created, in seconds. */
    public static final int BORN = 1_600_000_000;

    private OpenPgpForge() {}

    /** Signs a digest; the result is in the packet as it is. */
    @FunctionalInterface
    public interface Signing {
        byte[] sign(byte[] digest, int hash);
    }

    /** A key with its private half. */
    public record Key(int version, int algorithm, byte[] body, Signing signing) {
        byte[] framed() {
            return version == 4
                    ? join(new byte[] {(byte) 0x99}, number(body.length, 2), body)
                    : join(new byte[] {(byte) 0x9b}, number(body.length, 4), body);
        }

        /** The bare fingerprint. */
        public byte[] fingerprint() {
            return digest(version == 4 ? "SHA-1" : "SHA-256", framed());
        }

        /** Id of a hash that suits the key. */
        public int hash() {
            return algorithm == 28 ? 10 : 8;
        }

        public byte[] keyId() {
            byte[] all = fingerprint();
            return version == 4 ? Arrays.copyOfRange(all, 12, 20) : Arrays.copyOf(all, 8);
        }
    }

    private static Key key(int version, int algorithm, byte[] material, Signing signing) {
        byte[] head = join(new byte[] {(byte) version}, number(BORN, 4), new byte[] {(byte) algorithm});
        byte[] length = version == 6 ? number(material.length, 4) : new byte[0];
        return new Key(version, algorithm, join(head, length, material), signing);
    }

    /** Ed25519 of RFC 9580. */
    public static Key ed25519(int version, int seed) {
        byte[] secret = secret(seed, 32);
        byte[] point = new byte[32];
        Ed25519.generatePublicKey(secret, 0, point, 0);
        return key(version, 27, point, (digest, hash) -> ed25519(secret, digest));
    }

    /** Ed25519 in its older form, with numbers written as GnuPG writes them. */
    public static Key legacy(int seed) {
        byte[] secret = secret(seed, 32);
        byte[] point = new byte[33];
        point[0] = 0x40;
        Ed25519.generatePublicKey(secret, 0, point, 1);
        byte[] material = join(HexFormat.of().parseHex("092b06010401da470f01"), mpi(point));
        return key(4, 22, material, (digest, hash) -> {
            byte[] signature = ed25519(secret, digest);
            return join(mpi(Arrays.copyOf(signature, 32)), mpi(Arrays.copyOfRange(signature, 32, 64)));
        });
    }

    public static Key ed448(int version, int seed) {
        byte[] secret = secret(seed, 57);
        byte[] point = new byte[57];
        Ed448.generatePublicKey(secret, 0, point, 0);
        return key(version, 28, point, (digest, hash) -> {
            byte[] signature = new byte[114];
            Ed448.sign(secret, 0, new byte[0], digest, 0, digest.length, signature, 0);
            return signature;
        });
    }

    /** RSA of any size, for SHA-256 and SHA-1. */
    public static Key rsa(int bits, int seed) {
        SecureRandom random = seeded(seed);
        BigInteger e = BigInteger.valueOf(65_537);
        BigInteger p = BigInteger.probablePrime(bits / 2, random);
        BigInteger q = BigInteger.probablePrime(bits - bits / 2, random);
        BigInteger n = p.multiply(q);
        BigInteger d = e.modInverse(p.subtract(BigInteger.ONE).multiply(q.subtract(BigInteger.ONE)));
        RSAKeyParameters secret = new RSAKeyParameters(true, n, d);
        byte[] material = join(mpi(n.toByteArray()), mpi(e.toByteArray()));
        return key(4, 1, material, (digest, hash) -> {
            byte[] prefix = HexFormat.of()
                    .parseHex(hash == 2 ? "3021300906052b0e03021a05000414" : "3031300d060960864801650304020105000420");
            byte[] block = new byte[(n.bitLength() + 7) / 8];
            Arrays.fill(block, (byte) 0xff);
            byte[] tail = join(new byte[1], prefix, digest);
            System.arraycopy(tail, 0, block, block.length - tail.length, tail.length);
            block[0] = 0;
            block[1] = 1;
            return mpi(new BigInteger(1, block).modPow(secret.getExponent(), n).toByteArray());
        });
    }

    /** A key of which nothing but the algorithm is right. */
    public static Key nonsense(int algorithm) {
        return key(4, algorithm, mpi(new byte[] {5}), (digest, hash) -> join(mpi(new byte[] {1}), mpi(new byte[] {1})));
    }

    private static byte[] ed25519(byte[] secret, byte[] digest) {
        byte[] signature = new byte[64];
        Ed25519.sign(secret, 0, digest, 0, digest.length, signature, 0);
        return signature;
    }

    /**
     * A signature packet's body.
     *
     * @param hash id of the hash algorithm
     * @param pieces what is signed
     */
    public static byte[] signature(Key by, int type, int hash, byte[] hashed, byte[] unhashed, byte[]... pieces) {
        boolean v4 = by.version() == 4;
        byte[] signed = join(
                new byte[] {(byte) by.version(), (byte) type, (byte) by.algorithm(), (byte) hash},
                number(hashed.length, v4 ? 2 : 4),
                hashed);
        byte[] salt = v4 ? new byte[0] : secret(7, saltLength(hash));
        byte[] trailer = join(new byte[] {(byte) by.version(), (byte) 0xff}, number(signed.length, 4));
        byte[] digest = digest(hashName(hash), salt, join(pieces), signed, trailer);
        byte[] numbers = by.signing().sign(digest, hash);
        byte[] saltField = v4 ? salt : join(new byte[] {(byte) salt.length}, salt);
        return join(
                signed, number(unhashed.length, v4 ? 2 : 4), unhashed, Arrays.copyOf(digest, 2), saltField, numbers);
    }

    private static int saltLength(int hash) {
        return switch (hash) {
            case 9 -> 24;
            case 10, 14 -> 32;
            default -> 16;
        };
    }

    private static String hashName(int hash) {
        return switch (hash) {
            case 1 -> "MD5";
            case 2 -> "SHA-1";
            case 9 -> "SHA-384";
            case 10 -> "SHA-512";
            case 11 -> "SHA-224";
            case 12 -> "SHA3-256";
            case 14 -> "SHA3-512";
            default -> "SHA-256";
        };
    }

    public static byte[] direct(Key primary, byte[] hashed) {
        return packet(2, signature(primary, 0x1f, 8, hashed, new byte[0], primary.framed()));
    }

    public static byte[] revocation(Key by, Key primary, byte[] hashed, byte[] unhashed) {
        return packet(2, signature(by, 0x20, 8, hashed, unhashed, primary.framed()));
    }

    public static byte[] subkeyRevocation(Key primary, Key subkey, byte[] hashed) {
        return packet(2, signature(primary, 0x28, 8, hashed, new byte[0], primary.framed(), subkey.framed()));
    }

    public static byte[] primaryKey(Key key) {
        return packet(6, key.body());
    }

    public static byte[] subkey(Key key) {
        return packet(14, key.body());
    }

    public static byte[] userId(String text) {
        return packet(13, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A self-signature over a user id, or whatever else of that form {@code type} says. */
    public static byte[] certification(Key by, Key primary, int type, int hash, String userId, byte[] hashed) {
        byte[] text = userId.getBytes(StandardCharsets.UTF_8);
        byte[] framed = join(new byte[] {(byte) 0xb4}, number(text.length, 4), text);
        return packet(2, signature(by, type, hash, hashed, new byte[0], primary.framed(), framed));
    }

    /** Binds a subkey; {@code hashed} goes before the subkey's own signature, which only signing ones need. */
    public static byte[] binding(Key primary, Key subkey, byte[] hashed) {
        return packet(2, signature(primary, 0x18, 8, hashed, new byte[0], primary.framed(), subkey.framed()));
    }

    /** The subpacket in which {@code by} agrees to be {@code primary}'s subkey {@code subkey}. */
    public static byte[] consent(Key by, Key primary, Key subkey) {
        return subpacket(32, signature(by, 0x19, 8, made(BORN), new byte[0], primary.framed(), subkey.framed()));
    }

    public static byte[] packet(int tag, byte[] body) {
        return join(new byte[] {(byte) (0xc0 | tag), (byte) 0xff}, number(body.length, 4), body);
    }

    public static byte[] subpacket(int type, byte[] body) {
        return join(new byte[] {(byte) 0xff}, number(body.length + 1, 4), new byte[] {(byte) type}, body);
    }

    public static byte[] made(int seconds) {
        return subpacket(2, number(seconds, 4));
    }

    public static byte[] flags(int flags) {
        return subpacket(27, new byte[] {(byte) flags});
    }

    public static byte[] lives(int seconds) {
        return subpacket(9, number(seconds, 4));
    }

    public static byte[] reason(int code) {
        return subpacket(29, new byte[] {(byte) code});
    }

    /** Lets {@code key} revoke (RFC 9580, section 5.2.3.23). */
    public static byte[] revoker(Key key) {
        return subpacket(12, join(new byte[] {(byte) 0x80, (byte) key.algorithm()}, key.fingerprint()));
    }

    public static byte[] issuerFingerprint(Key key) {
        return subpacket(33, join(new byte[] {(byte) key.version()}, key.fingerprint()));
    }

    public static byte[] issuer(Key key) {
        return subpacket(16, key.keyId());
    }

    /** A primary key that may sign, and one user id. */
    public static byte[] certificate(Key key, byte[]... more) {
        String name = "Ada <ada@example.org>";
        return join(
                primaryKey(key),
                userId(name),
                certification(key, key, 0x13, key.hash(), name, join(made(BORN), flags(0x03))),
                join(more));
    }

    /** Armor without checksum. */
    public static byte[] armor(String label, byte[] binary) {
        return ("-----BEGIN PGP " + label + "-----\n\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(binary)
                        + "\n-----END PGP " + label + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** In its shortest form. */
    public static byte[] mpi(byte[] bytes) {
        BigInteger number = new BigInteger(1, bytes);
        byte[] signed = number.toByteArray();
        byte[] shortest = signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
        return join(number(number.bitLength(), 2), shortest);
    }

    public static byte[] number(long value, int octets) {
        byte[] out = new byte[octets];
        for (int i = 0; i < octets; i++) {
            out[i] = (byte) (value >>> (8 * (octets - 1 - i)));
        }
        return out;
    }

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] secret(int seed, int length) {
        byte[] secret = new byte[length];
        Arrays.fill(secret, (byte) seed);
        return secret;
    }

    private static SecureRandom seeded(int seed) {
        try {
            SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(seed);
            return random;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] digest(String name, byte[]... parts) {
        try {
            return MessageDigest.getInstance(name).digest(join(parts));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
