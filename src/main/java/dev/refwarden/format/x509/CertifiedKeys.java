package dev.refwarden.format.x509;

import dev.refwarden.crypto.Curve;
import dev.refwarden.crypto.EcPublicKey;
import dev.refwarden.crypto.Ed25519PublicKey;
import dev.refwarden.crypto.RsaPublicKey;
import dev.refwarden.format.Malformed;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the public key of a certificate (RFC 3279, RFC 4055, RFC 5480, RFC 5639, RFC 8410). */
final class CertifiedKeys {
    private static final int BITS = 0x03;

    private static final Map<String, Curve> CURVES = Map.of(
            "1.2.840.10045.3.1.7", Curve.P256,
            "1.3.132.0.34", Curve.P384,
            "1.3.132.0.35", Curve.P521,
            "1.3.132.0.10", Curve.SECP256K1,
            "1.3.36.3.3.2.8.1.1.7", Curve.BRAINPOOL_P256R1,
            "1.3.36.3.3.2.8.1.1.11", Curve.BRAINPOOL_P384R1,
            "1.3.36.3.3.2.8.1.1.13", Curve.BRAINPOOL_P512R1);

    private CertifiedKeys() {}

    /**
     * Reads one in its SubjectPublicKeyInfo.
     *
     * @throws Malformed if it is damaged
     */
    static CertifiedKey read(byte[] info) throws Malformed {
        List<Asn1> parts = Asn1.read(info).expect(Asn1.SEQUENCE, "key").children();
        if (parts.size() != 2) {
            throw new Malformed("its certificate's key is damaged");
        }
        List<Asn1> algorithm =
                parts.get(0).expect(Asn1.SEQUENCE, "key's algorithm").children();
        byte[] bits = parts.get(1).expect(BITS, "key").content();
        if (algorithm.isEmpty() || bits.length < 1 || bits[0] != 0) {
            throw new Malformed("its certificate's key is damaged");
        }
        byte[] key = Arrays.copyOfRange(bits, 1, bits.length);
        try {
            return of(algorithm, key);
        } catch (IllegalArgumentException e) {
            throw new Malformed("its certificate's key is not a point of its curve, or not an RSA key");
        }
    }

    private static CertifiedKey of(List<Asn1> algorithm, byte[] key) throws Malformed {
        String oid = algorithm.get(0).oid();
        if (oid.equals(SignatureScheme.Kind.RSA.oid())) {
            return new CertifiedKey.Rsa(rsa(key), false, Optional.empty());
        }
        if (oid.equals(SignatureScheme.Kind.RSA_PSS.oid())) {
            return pss(algorithm, key);
        }
        if (oid.equals(SignatureScheme.Kind.ECDSA.oid())) {
            return ec(algorithm, key);
        }
        if (oid.equals(SignatureScheme.Kind.ED25519.oid())) {
            return new CertifiedKey.Ed25519(Ed25519PublicKey.of(key));
        }
        return new CertifiedKey.Unsupported("a key of an algorithm that is not supported");
    }

    private static RsaPublicKey rsa(byte[] key) throws Malformed {
        List<Asn1> numbers = Asn1.read(key).expect(Asn1.SEQUENCE, "RSA key").children();
        if (numbers.size() != 2) {
            throw new Malformed("its certificate's RSA key is not two numbers");
        }
        return new RsaPublicKey(numbers.get(0).number(), numbers.get(1).number());
    }

    private static CertifiedKey pss(List<Asn1> algorithm, byte[] key) throws Malformed {
        RsaPublicKey rsa = rsa(key);
        if (algorithm.size() < 2) {
            return new CertifiedKey.Rsa(rsa, true, Optional.empty());
        }
        Optional<SignatureScheme> least = PssParameters.read(algorithm.get(1)).scheme();
        return least.isPresent()
                ? new CertifiedKey.Rsa(rsa, true, least)
                : new CertifiedKey.Unsupported("an RSA key for PSS with parameters that are not supported");
    }

    private static CertifiedKey ec(List<Asn1> algorithm, byte[] key) throws Malformed {
        if (algorithm.size() != 2 || algorithm.get(1).tag() != Asn1.OID) {
            return new CertifiedKey.Unsupported("a key on a curve without a name, which is not supported");
        }
        Curve curve = CURVES.get(algorithm.get(1).oid());
        if (curve == null) {
            return new CertifiedKey.Unsupported("a key on a curve that is not supported");
        }
        if (key.length == 1 + curve.fieldBytes() && (key[0] == 2 || key[0] == 3)) {
            return new CertifiedKey.Unsupported("a key whose point is compressed, which is not supported");
        }
        return new CertifiedKey.Ec(name(curve), EcPublicKey.of(curve, key));
    }

    private static String name(Curve curve) {
        return switch (curve) {
            case P256 -> "p256";
            case P384 -> "p384";
            case P521 -> "p521";
            case BRAINPOOL_P256R1 -> "brainpoolP256r1";
            case BRAINPOOL_P384R1 -> "brainpoolP384r1";
            case BRAINPOOL_P512R1 -> "brainpoolP512r1";
            case SECP256K1 -> "secp256k1";
        };
    }
}
