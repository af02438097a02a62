package dev.refwarden.format.openpgp;

import dev.refwarden.crypto.Curve;
import dev.refwarden.crypto.EcPublicKey;
import dev.refwarden.crypto.Ed25519PublicKey;
import dev.refwarden.crypto.Ed448PublicKey;
import dev.refwarden.crypto.RsaPublicKey;
import dev.refwarden.format.Lazy;
import dev.refwarden.format.Malformed;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * The numbers of a key packet, able to verify (RFC 9580, sections 5.2.3 and 5.5.5). Curve points are
 * decoded when first needed.
 */
sealed interface OpenPgpNumbers {
    /** For people, such as {@code rsa3072}. */
    String name();

    /** @param signature the numbers of the signature as its packet holds them */
    boolean verify(OpenPgpHash hash, byte[] digest, List<byte[]> signature);

    /** The length in octets that a digest must have at least (RFC 9580, section 5.2.3); a shorter one is refused. */
    int leastDigest();

    /** @throws IllegalArgumentException if the numbers are no key that can be used */
    void validate();

    static OpenPgpNumbers read(OpenPgpAlgorithm algorithm, byte[] material) throws Malformed {
        OpenPgpReader in = new OpenPgpReader(material);
        OpenPgpNumbers numbers = switch (algorithm) {
            case RSA -> rsa(in);
            case ECDSA -> ecdsa(in);
            case EDDSA_LEGACY -> eddsaLegacy(in);
            case ED25519 -> new Edwards25519(in.readBytes(Ed25519PublicKey.BYTES, "point"));
            case ED448 -> new Edwards448(in.readBytes(Ed448PublicKey.BYTES, "point"));
            case DSA, ELGAMAL, OTHER -> new Unusable(algorithm.shown());
        };
        if (!(numbers instanceof Unusable)) {
            in.end("key");
        }
        return numbers;
    }

    private static OpenPgpNumbers rsa(OpenPgpReader in) throws Malformed {
        BigInteger modulus = new BigInteger(1, in.readMpi("modulus"));
        BigInteger exponent = new BigInteger(1, in.readMpi("exponent"));
        try {
            return new Rsa(new RsaPublicKey(modulus, exponent));
        } catch (IllegalArgumentException e) {
            throw new Malformed("its numbers are not an RSA key");
        }
    }

    private static OpenPgpNumbers ecdsa(OpenPgpReader in) throws Malformed {
        String oid = oid(in);
        Optional<Curve> known = curve(oid);
        if (known.isEmpty()) {
            return new Unusable("ECDSA on " + unknownCurve(oid));
        }
        Curve curve = known.get();
        byte[] point = in.readMpi("point");
        if (point.length != 1 + 2 * curve.fieldBytes() || point[0] != 4) {
            throw new Malformed("its point is not of the right length and form");
        }
        return new Ecdsa(name(curve), curve, point);
    }

    private static OpenPgpNumbers eddsaLegacy(OpenPgpReader in) throws Malformed {
        String oid = oid(in);
        if (oid.equals("2b6571")) {
            return ed448(in);
        }
        // The second is the curve's own identifier (RFC 8410), which some programs write here.
        if (!oid.equals("2b06010401da470f01") && !oid.equals("2b6570")) {
            return new Unusable("EdDSA on " + unknownCurve(oid));
        }
        byte[] point = in.readMpi("point");
        if (point.length != 1 + Ed25519PublicKey.BYTES || point[0] != 0x40) {
            throw new Malformed("its point is not of the right length and form");
        }
        return new Edwards25519(Arrays.copyOfRange(point, 1, point.length));
    }

    /** Ed448 in the older packet form, as GnuPG and Sequoia have it: the point is a number, with or without a mark before it. */
    private static OpenPgpNumbers ed448(OpenPgpReader in) throws Malformed {
        byte[] point = in.readPaddedMpi("point");
        int extra = point.length - Ed448PublicKey.BYTES;
        if (extra < 0 || extra > 1 || (extra == 1 && point[0] != 0x40)) {
            throw new Malformed("its point is not of the right length and form");
        }
        return new Edwards448(Arrays.copyOfRange(point, extra, point.length));
    }

    private static String oid(OpenPgpReader in) throws Malformed {
        return HexFormat.of().formatHex(in.readBytes(in.readByte("curve"), "curve"));
    }

    /** By its object identifier in dots, which people can look up. */
    private static String unknownCurve(String oid) {
        try {
            return "the curve "
                    + ASN1ObjectIdentifier.fromContents(HexFormat.of().parseHex(oid))
                            .getId();
        } catch (RuntimeException e) {
            return "a curve that is not an object identifier";
        }
    }

    /** By its object identifier (RFC 9580, section 9.2). */
    private static Optional<Curve> curve(String oid) {
        return switch (oid) {
            case "2a8648ce3d030107" -> Optional.of(Curve.P256);
            case "2b81040022" -> Optional.of(Curve.P384);
            case "2b81040023" -> Optional.of(Curve.P521);
            case "2b2403030208010107" -> Optional.of(Curve.BRAINPOOL_P256R1);
            case "2b240303020801010b" -> Optional.of(Curve.BRAINPOOL_P384R1);
            case "2b240303020801010d" -> Optional.of(Curve.BRAINPOOL_P512R1);
            case "2b8104000a" -> Optional.of(Curve.SECP256K1);
            default -> Optional.empty();
        };
    }

    private static String name(Curve curve) {
        return switch (curve) {
            case P256 -> "nistp256";
            case P384 -> "nistp384";
            case P521 -> "nistp521";
            case BRAINPOOL_P256R1 -> "brainpoolP256r1";
            case BRAINPOOL_P384R1 -> "brainpoolP384r1";
            case BRAINPOOL_P512R1 -> "brainpoolP512r1";
            case SECP256K1 -> "secp256k1";
        };
    }

    /** RSA with PKCS #1 v1.5. */
    record Rsa(RsaPublicKey key) implements OpenPgpNumbers {
        @Override
        public String name() {
            return "rsa" + key.bits();
        }

        @Override
        public int leastDigest() {
            return 0;
        }

        @Override
        public boolean verify(OpenPgpHash hash, byte[] digest, List<byte[]> signature) {
            return signature.size() == 1
                    && hash.rsa().isPresent()
                    && key.verifies(hash.rsa().get(), digest, signature.get(0));
        }

        @Override
        public void validate() {}
    }

    /** ECDSA. */
    record Ecdsa(String name, int least, Lazy<EcPublicKey> key) implements OpenPgpNumbers {
        Ecdsa(String name, Curve curve, byte[] point) {
            this(name, Math.min(curve.fieldBytes(), 64), new Lazy<>(() -> EcPublicKey.of(curve, point)));
        }

        @Override
        public int leastDigest() {
            return least;
        }

        @Override
        public boolean verify(OpenPgpHash hash, byte[] digest, List<byte[]> signature) {
            return signature.size() == 2
                    && key.get()
                            .verifies(digest, new BigInteger(1, signature.get(0)), new BigInteger(1, signature.get(1)));
        }

        @Override
        public void validate() {
            key.get();
        }
    }

    /** Ed25519; the older form holds the two halves of a signature as numbers. */
    record Edwards25519(Lazy<Ed25519PublicKey> key) implements OpenPgpNumbers {
        private static final int HALF = Ed25519PublicKey.SIGNATURE_BYTES / 2;

        Edwards25519(byte[] point) {
            this(new Lazy<>(() -> Ed25519PublicKey.of(point)));
        }

        @Override
        public String name() {
            return "ed25519";
        }

        @Override
        public int leastDigest() {
            return 32;
        }

        @Override
        public boolean verify(OpenPgpHash hash, byte[] digest, List<byte[]> signature) {
            if (signature.size() == 1) {
                return key.get().verifies(digest, signature.get(0));
            }
            byte[] joined = new byte[2 * HALF];
            for (int i = 0; i < signature.size(); i++) {
                byte[] half = signature.get(i);
                if (i > 1 || half.length > HALF) {
                    return false;
                }
                System.arraycopy(half, 0, joined, (i + 1) * HALF - half.length, half.length);
            }
            return key.get().verifies(digest, joined);
        }

        @Override
        public void validate() {
            key.get();
        }
    }

    /** Ed448. */
    record Edwards448(Lazy<Ed448PublicKey> key) implements OpenPgpNumbers {
        Edwards448(byte[] point) {
            this(new Lazy<>(() -> Ed448PublicKey.of(point)));
        }

        @Override
        public String name() {
            return "ed448";
        }

        @Override
        public int leastDigest() {
            return 64;
        }

        @Override
        public boolean verify(OpenPgpHash hash, byte[] digest, List<byte[]> signature) {
            if (signature.size() == 1) {
                return key.get().verifies(digest, signature.get(0));
            }
            // The older form: the whole signature in the first number, whose mark and leading zeros may be missing.
            byte[] whole = new byte[Ed448PublicKey.SIGNATURE_BYTES];
            byte[] first = signature.get(0);
            int extra = Math.max(0, first.length - whole.length);
            if (extra > 1 || (extra == 1 && first[0] != 0x40)) {
                return false;
            }
            System.arraycopy(first, extra, whole, whole.length - first.length + extra, first.length - extra);
            return key.get().verifies(digest, whole);
        }

        @Override
        public void validate() {
            key.get();
        }
    }

    /** A key that verifies nothing here; its numbers are not read. */
    record Unusable(String name) implements OpenPgpNumbers {
        @Override
        public int leastDigest() {
            return 0;
        }

        @Override
        public boolean verify(OpenPgpHash hash, byte[] digest, List<byte[]> signature) {
            return false;
        }

        @Override
        public void validate() {
            throw new IllegalArgumentException("nothing by it can be verified");
        }
    }
}
