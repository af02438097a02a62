package dev.refwarden.format.x509;

import dev.refwarden.format.Malformed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.interfaces.ECKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate with its private key, that issues others of any shape. */
public final class TestAuthority {
    public static final Instant BORN = Instant.parse("2026-01-01T00:00:00Z");
    public static final Instant ENDS = Instant.parse("2027-01-01T00:00:00Z");
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
    private static final AtomicLong SERIAL = new AtomicLong(1000);

    private final String name;
    private final KeyPair keys;
    private final byte[] encoded;

    private TestAuthority(String name, KeyPair keys, byte[] encoded) {
        this.name = name;
        this.keys = keys;
        this.encoded = encoded;
    }

    /** What a certificate shall say; every setter changes it and gives it back. */
    public static final class Shape {
        private final List<Extension> extensions = new ArrayList<>();
        private Instant from = BORN;
        private Instant until = ENDS;
        private String algorithm = "ECDSA";
        private String digest = "SHA256";
        private BigInteger serial = BigInteger.valueOf(SERIAL.incrementAndGet());

        public static Shape authority() {
            return new Shape()
                    .with(Extension.basicConstraints, true, new BasicConstraints(true))
                    .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        }

        public static Shape leaf(String email) {
            return new Shape()
                    .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_emailProtection))
                    .with(
                            Extension.subjectAlternativeName,
                            false,
                            new GeneralNames(new GeneralName(GeneralName.rfc822Name, email)));
        }

        /** Replaces an extension of the same name. */
        public Shape with(ASN1ObjectIdentifier name, boolean critical, ASN1Encodable value) {
            extensions.removeIf(extension -> extension.getExtnId().equals(name));
            try {
                extensions.add(
                        new Extension(name, critical, value.toASN1Primitive().getEncoded()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return this;
        }

        /** With these bytes as its alternative names. */
        public Shape withBytes(byte[] names) {
            return without(Extension.subjectAlternativeName)
                    .adding(new Extension(Extension.subjectAlternativeName, false, names));
        }

        private Shape adding(Extension extension) {
            extensions.add(extension);
            return this;
        }

        public Shape without(ASN1ObjectIdentifier name) {
            extensions.removeIf(extension -> extension.getExtnId().equals(name));
            return this;
        }

        public Shape living(Instant since, Instant to) {
            from = since;
            until = to;
            return this;
        }

        /** {@code RSA}, {@code RSA 1024}, {@code RSASSA-PSS}, {@code ECDSA}, the name of another curve, or {@code Ed25519}. */
        public Shape of(String keyAlgorithm) {
            algorithm = keyAlgorithm;
            return this;
        }

        /** Signed over another digest than SHA-256; {@code SHA256andMGF1} is RSASSA-PSS. */
        public Shape over(String other) {
            digest = other;
            return this;
        }
    }

    public static TestAuthority root(String name, Shape shape) {
        KeyPair keys = keys(shape.algorithm);
        return new TestAuthority(name, keys, certificate(name, keys, name, keys, shape));
    }

    public static TestAuthority root(String name) {
        return root(name, Shape.authority());
    }

    public TestAuthority issue(String subject, Shape shape) {
        KeyPair own = keys(shape.algorithm);
        return new TestAuthority(subject, own, certificate(name, keys, subject, own, shape));
    }

    /** The same name and key, certified by someone else. */
    public TestAuthority crossCertifiedBy(TestAuthority issuer, Shape shape) {
        return new TestAuthority(name, keys, certificate(issuer.name, issuer.keys, name, keys, shape));
    }

    /** A revocation list of these serial numbers and reasons. */
    public byte[] list(Instant at, Instant next, Map<BigInteger, Integer> revoked, Extension... extensions) {
        try {
            X509v2CRLBuilder list = new X509v2CRLBuilder(new X500Name("CN=" + name), Date.from(at));
            list.setNextUpdate(Date.from(next));
            revoked.forEach((serial, reason) -> list.addCRLEntry(serial, Date.from(at), reason));
            for (Extension extension : extensions) {
                list.addExtension(extension);
            }
            X509CRLHolder holder = list.build(signer(keys, "SHA256"));
            return holder.getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] encoded() {
        return encoded.clone();
    }

    public KeyPair keys() {
        return keys;
    }

    public Certificate certificate() {
        try {
            return Certificate.read(encoded);
        } catch (Malformed e) {
            throw new IllegalStateException(e);
        }
    }

    public static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + label
                + "-----\n";
    }

    public String pem() {
        return pem("CERTIFICATE", encoded);
    }

    /** These certificates as a security owner would trust them. */
    public static Authority trusted(TestAuthority... authorities) {
        StringBuilder pem = new StringBuilder();
        for (TestAuthority authority : authorities) {
            pem.append(authority.pem());
        }
        return read(pem.toString());
    }

    public static Authority read(String pem) {
        try {
            return Authority.read(pem.getBytes(java.nio.charset.StandardCharsets.US_ASCII), List.of());
        } catch (Malformed e) {
            throw new IllegalStateException(e);
        }
    }

    static ContentSigner signer(KeyPair keys, String digest) {
        String algorithm = keys.getPrivate().getAlgorithm();
        boolean pss = digest.endsWith("andMGF1");
        String scheme = switch (algorithm) {
            case "RSA", "RSASSA-PSS" -> pss ? digest.replace("and", "withRSAand") : digest + "withRSA";
            case "EC", "ECDSA" -> digest + "withECDSA";
            default -> "Ed25519";
        };
        return signerOf(keys, scheme);
    }

    /** By the name that Java gives a signature's algorithm. */
    public static ContentSigner signerOf(KeyPair keys, String scheme) {
        try {
            JcaContentSignerBuilder builder = new JcaContentSignerBuilder(scheme);
            boolean ours = scheme.contains("RSA") || keys.getPrivate() instanceof ECKey;
            return (ours ? builder.setProvider(BOUNCY_CASTLE) : builder).build(keys.getPrivate());
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] certificate(String issuer, KeyPair issuing, String subject, KeyPair own, Shape shape) {
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                new X500Name("CN=" + issuer),
                shape.serial,
                Date.from(shape.from),
                Date.from(shape.until),
                new X500Name(subject.isEmpty() ? "" : "CN=" + subject),
                SubjectPublicKeyInfo.getInstance(own.getPublic().getEncoded()));
        try {
            for (Extension extension : shape.extensions) {
                builder.addExtension(extension);
            }
            return builder.build(signer(issuing, shape.digest)).getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeyPair keys(String algorithm) {
        try {
            if (algorithm.equals("Ed25519") || algorithm.equals("RSASSA-PSS")) {
                return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
            }
            if (algorithm.startsWith("RSA")) {
                KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
                rsa.initialize(algorithm.equals("RSA") ? 2048 : Integer.parseInt(algorithm.substring(4)));
                return rsa.generateKeyPair();
            }
            KeyPairGenerator ec = KeyPairGenerator.getInstance("EC", BOUNCY_CASTLE);
            ec.initialize(new ECGenParameterSpec(algorithm.equals("ECDSA") ? "secp256r1" : algorithm));
            return ec.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
