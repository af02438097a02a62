package dev.refwarden.x509;

import dev.refwarden.crypto.Curve;
import dev.refwarden.crypto.Digests;
import dev.refwarden.crypto.EcPublicKey;
import dev.refwarden.crypto.Ed25519PublicKey;
import dev.refwarden.crypto.RsaPublicKey;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * The public key in a certificate: RSA with PKCS #1 v1.5, ECDSA on a NIST curve, or Ed25519.
 *
 * @param algorithm for people, such as {@code rsa3072} or {@code p256}
 * @param rsaBits size of the modulus, 0 where it is not RSA
 */
public record CertifiedKey(
        String algorithm,
        int rsaBits,
        Optional<RsaPublicKey> rsa,
        Optional<EcPublicKey> ec,
        Optional<Ed25519PublicKey> ed25519) {
    private static final Map<String, Curve> CURVES = Map.of(
            "1.2.840.10045.3.1.7", Curve.P256,
            "1.3.132.0.34", Curve.P384,
            "1.3.132.0.35", Curve.P521);

    /** @throws Malformed if it is damaged, or of a kind that is not judged */
    static CertifiedKey of(SubjectPublicKeyInfo key) throws Malformed {
        String algorithm = key.getAlgorithm().getAlgorithm().getId();
        try {
            if (algorithm.equals(SignatureScheme.Kind.RSA.oid())) {
                return rsa(key);
            }
            if (algorithm.equals(SignatureScheme.Kind.ECDSA.oid())) {
                return ec(key);
            }
            if (algorithm.equals(SignatureScheme.Kind.ED25519.oid())) {
                Ed25519PublicKey ed25519 =
                        Ed25519PublicKey.of(key.getPublicKeyData().getOctets());
                return new CertifiedKey("ed25519", 0, Optional.empty(), Optional.empty(), Optional.of(ed25519));
            }
        } catch (IllegalArgumentException e) {
            throw new Malformed("its certificate's key is no point of its curve, or no RSA key");
        }
        throw new Malformed("its certificate's key is of a kind that does not count");
    }

    /** Whether {@code signature} is by this key and the scheme over {@code signed}. */
    public boolean verifies(SignatureScheme scheme, byte[] signed, byte[] signature) throws Malformed {
        return switch (scheme.kind()) {
            case RSA -> rsa.isPresent() && rsa.get().verifies(scheme.rsaDigest(), hash(scheme, signed), signature);
            case ECDSA -> ec.isPresent() && verifiesEcdsa(ec.get(), hash(scheme, signed), signature);
            case ED25519 -> ed25519.isPresent() && ed25519.get().verifies(signed, signature);
        };
    }

    private static boolean verifiesEcdsa(EcPublicKey key, byte[] hash, byte[] signature) throws Malformed {
        if (!Asn1.isDer(signature)) {
            throw new Malformed("its two numbers are not in DER");
        }
        List<Asn1> numbers =
                Asn1.read(signature).expect(Asn1.SEQUENCE, "signature").children();
        if (numbers.size() != 2) {
            throw new Malformed("it is not two numbers");
        }
        return key.verifies(hash, number(numbers.get(0)), number(numbers.get(1)));
    }

    private static BigInteger number(Asn1 element) throws Malformed {
        byte[] content = element.expect(Asn1.INTEGER, "number").content();
        if (content.length == 0) {
            throw new Malformed("one of its numbers is empty");
        }
        return new BigInteger(content);
    }

    private static byte[] hash(SignatureScheme scheme, byte[] signed) {
        return Digests.of(scheme.digest()).digest(signed);
    }

    private static CertifiedKey rsa(SubjectPublicKeyInfo key) throws Malformed {
        List<Asn1> numbers = Asn1.read(key.getPublicKeyData().getOctets())
                .expect(Asn1.SEQUENCE, "RSA key")
                .children();
        if (numbers.size() != 2) {
            throw new Malformed("its certificate's RSA key is not two numbers");
        }
        RsaPublicKey rsa = new RsaPublicKey(number(numbers.get(0)), number(numbers.get(1)));
        return new CertifiedKey("rsa" + rsa.bits(), rsa.bits(), Optional.of(rsa), Optional.empty(), Optional.empty());
    }

    private static CertifiedKey ec(SubjectPublicKeyInfo key) throws Malformed {
        Optional<Curve> curve = key.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier name
                ? Optional.ofNullable(CURVES.get(name.getId()))
                : Optional.empty();
        if (curve.isEmpty()) {
            throw new Malformed("its certificate's key is on a curve that does not count");
        }
        EcPublicKey ec = EcPublicKey.of(curve.get(), key.getPublicKeyData().getOctets());
        String name = curve.get().name().toLowerCase(java.util.Locale.ROOT);
        return new CertifiedKey(name, 0, Optional.empty(), Optional.of(ec), Optional.empty());
    }
}
