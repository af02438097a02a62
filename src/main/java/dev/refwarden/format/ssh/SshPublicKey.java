package dev.refwarden.format.ssh;

import dev.refwarden.crypto.CompositePublicKey;
import dev.refwarden.crypto.Curve;
import dev.refwarden.crypto.Digests;
import dev.refwarden.crypto.EcPublicKey;
import dev.refwarden.crypto.Ed25519PublicKey;
import dev.refwarden.crypto.RsaPublicKey;
import dev.refwarden.format.ExactBase64;
import dev.refwarden.format.Malformed;
import dev.refwarden.people.Fingerprint;
import dev.refwarden.people.PublicKey;
import dev.refwarden.people.SigningKey;
import dev.refwarden.people.UnusableKey;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An OpenSSH public key. Two keys are equal when their wire blobs are; the two names of {@code ssh-mldsa44-ed25519} make no
 * difference.
 *
 * <p>Formats: RFC 4253 section 6.6 ({@code ssh-rsa}), RFC 5656 section 3.1 (ECDSA), RFC 8709
 * (Ed25519), OpenSSH's PROTOCOL.u2f ({@code sk-} keys) and its composite of ML-DSA-44 and Ed25519. The shape is checked when a key is read; the
 * curve arithmetic waits until a signature must be checked, since a push rarely needs more than a few
 * of the keys that are enrolled.
 */
public final class SshPublicKey implements PublicKey {
    private static final int SMALLEST_RSA_BITS = 1024;

    private final SshKeyType type;
    private final byte[] blob;
    private final String application;
    private final byte[] point;
    private final Optional<RsaPublicKey> rsa;
    private volatile @Nullable Fingerprint fingerprint;
    private volatile @Nullable List<SigningKey> signingKeys;
    private volatile @Nullable Ed25519PublicKey ed25519;
    private volatile @Nullable EcPublicKey ec;
    private volatile @Nullable CompositePublicKey composite;

    private SshPublicKey(SshKeyType type, byte[] blob, WireReader in) throws Malformed {
        this.type = type;
        this.blob = blob;
        this.rsa = type == SshKeyType.RSA ? Optional.of(readRsa(in)) : Optional.empty();
        this.point = type == SshKeyType.RSA ? new byte[0] : readPoint(type, in);
        this.application = type.keyType().carriesFlags() ? in.readName("application") : "";
        in.end("public key");
    }

    /**
     * Reads one line as {@code ssh-keygen} writes it to a {@code .pub} file: type, Base64 blob and an
     * optional comment. The type must be the one that the blob names.
     *
     * @throws UnusableKey if it is no such line, or of a type, size or curve that cannot be judged
     */
    public static SshPublicKey parse(String line) throws UnusableKey {
        String text = line.strip();
        int typeEnd = wordEnd(text, 0);
        int from = typeEnd;
        while (from < text.length() && isBlank(text.charAt(from))) {
            from++;
        }
        if (from == text.length()) {
            throw new UnusableKey("not an SSH public key: a type and a Base64 text are expected");
        }
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            throw new UnusableKey("not an SSH public key: one line is expected");
        }
        SshKeyType named = type(text.substring(0, typeEnd));
        SshPublicKey key = ofBlob(decoded(text.substring(from, wordEnd(text, from))));
        if (key.type != named) {
            throw new UnusableKey("the line says " + named.wireName() + ", but the key is " + key.type.wireName());
        }
        return key;
    }

    private static int wordEnd(String text, int from) {
        int space = text.indexOf(' ', from);
        int tab = text.indexOf('\t', from);
        int first = space < 0 || (tab >= 0 && tab < space) ? tab : space;
        return first < 0 ? text.length() : first;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** @throws UnusableKey if the wire blob is not exactly one key of a known type */
    public static SshPublicKey ofBlob(byte[] blob) throws UnusableKey {
        try {
            WireReader in = new WireReader(blob);
            return new SshPublicKey(type(in.readName("key type")), blob.clone(), in);
        } catch (Malformed e) {
            throw new UnusableKey("not an SSH public key: " + e.getMessage());
        }
    }

    @Override
    public void validate() throws UnusableKey {
        try {
            switch (type) {
                case ED25519, SK_ED25519 -> ed25519();
                case ECDSA_P256, ECDSA_P384, ECDSA_P521, SK_ECDSA_P256 -> ec();
                case MLDSA44_ED25519 -> composite();
                case RSA -> rsa();
            }
        } catch (IllegalArgumentException e) {
            throw new UnusableKey("its point is not one of the curve");
        }
    }

    public SshKeyType type() {
        return type;
    }

    /** The application that a token signs for, such as {@code ssh:}; empty for other keys. */
    String application() {
        return application;
    }

    /** The key on the wire (RFC 4253, section 6.6). */
    public byte[] blob() {
        return blob.clone();
    }

    public RsaPublicKey rsa() {
        return rsa.orElseThrow();
    }

    /** @throws IllegalArgumentException if the point is none that can be used */
    public Ed25519PublicKey ed25519() {
        Ed25519PublicKey decoded = ed25519;
        if (decoded == null) {
            decoded = Ed25519PublicKey.of(point);
            ed25519 = decoded;
        }
        return decoded;
    }

    /** @throws IllegalArgumentException if the point is none of the curve */
    EcPublicKey ec() {
        EcPublicKey decoded = ec;
        if (decoded == null) {
            decoded = EcPublicKey.of(curve(type), point);
            ec = decoded;
        }
        return decoded;
    }

    /** @throws IllegalArgumentException if one of the two cannot be used */
    CompositePublicKey composite() {
        CompositePublicKey decoded = composite;
        if (decoded == null) {
            decoded = CompositePublicKey.of(point);
            composite = decoded;
        }
        return decoded;
    }

    @Override
    public Fingerprint fingerprint() {
        Fingerprint known = fingerprint;
        if (known == null) {
            known = fingerprint(blob);
            fingerprint = known;
        }
        return known;
    }

    /** The fingerprint of any key on the wire, whether or not it could be read. */
    public static Fingerprint fingerprint(byte[] blob) {
        return new Fingerprint("SHA256:"
                + Base64.getEncoder()
                        .withoutPadding()
                        .encodeToString(Digests.sha256().digest(blob)));
    }

    @Override
    public List<SigningKey> signingKeys() {
        List<SigningKey> known = signingKeys;
        if (known == null) {
            int bits = rsa.isPresent() ? rsa.get().bits() : 0;
            String algorithm = bits > 0 ? "rsa" + bits : type.algorithm();
            known = List.of(
                    new SigningKey(fingerprint(), type.keyType(), algorithm, bits, Optional.empty(), Optional.empty()));
            signingKeys = known;
        }
        return known;
    }

    @Override
    public List<String> points() {
        if (type == SshKeyType.MLDSA44_ED25519) {
            // Each of the two, so that one of them under another id is found.
            int first = point.length - Ed25519PublicKey.BYTES;
            return List.of(
                    HexFormat.of().formatHex(point, 0, first), HexFormat.of().formatHex(point, first, point.length));
        }
        return point.length == 0 ? List.of() : List.of(HexFormat.of().formatHex(point));
    }

    @Override
    public Optional<String> hardwareDoubt() {
        return type.keyType().carriesFlags()
                ? Optional.empty()
                : Optional.of("nothing in a key of type " + type.keyType().yamlName() + " says that a token made it");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SshPublicKey key && type == key.type && Arrays.equals(identity(), key.identity());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(identity());
    }

    private byte[] identity() {
        return type == SshKeyType.MLDSA44_ED25519 ? point : blob;
    }

    private static SshKeyType type(String name) throws UnusableKey {
        Optional<SshKeyType> type = SshKeyType.of(name);
        if (type.isPresent()) {
            return type.get();
        }
        if (name.equals("ssh-dss")) {
            throw new UnusableKey("DSA keys are too weak to count");
        }
        if (name.endsWith("-cert-v01@openssh.com")) {
            throw new UnusableKey("an SSH certificate cannot be enrolled, only the key that it certifies");
        }
        throw new UnusableKey("keys of type " + shown(name) + " cannot be judged");
    }

    private static RsaPublicKey readRsa(WireReader in) throws Malformed {
        BigInteger exponent = in.readMpint("exponent");
        BigInteger modulus = in.readMpint("modulus");
        if (modulus.bitLength() < SMALLEST_RSA_BITS) {
            throw new Malformed("an RSA key of " + modulus.bitLength() + " bits is far too small");
        }
        try {
            return new RsaPublicKey(modulus, exponent);
        } catch (IllegalArgumentException e) {
            throw new Malformed("its numbers are not an RSA key");
        }
    }

    private static byte[] readPoint(SshKeyType type, WireReader in) throws Malformed {
        if (type == SshKeyType.MLDSA44_ED25519) {
            byte[] both = in.readString("two keys");
            if (both.length != CompositePublicKey.BYTES) {
                throw new Malformed("its two keys are not of the right length");
            }
            return both;
        }
        boolean edwards = type == SshKeyType.ED25519 || type == SshKeyType.SK_ED25519;
        if (!edwards && !in.readName("curve").equals(type.algorithm())) {
            throw new Malformed("its curve is not that of its type");
        }
        byte[] point = in.readString("point");
        int length = edwards ? Ed25519PublicKey.BYTES : 1 + 2 * curve(type).fieldBytes();
        if (point.length != length || (!edwards && point[0] != 4)) {
            throw new Malformed("its point is not of the right length and form");
        }
        return point;
    }

    private static Curve curve(SshKeyType type) {
        return switch (type) {
            case ECDSA_P256, SK_ECDSA_P256 -> Curve.P256;
            case ECDSA_P384 -> Curve.P384;
            case ECDSA_P521 -> Curve.P521;
            case ED25519, SK_ED25519, MLDSA44_ED25519, RSA ->
                throw new IllegalArgumentException("not a curve of ECDSA");
        };
    }

    private static byte[] decoded(String base64) throws UnusableKey {
        try {
            return ExactBase64.decode(base64);
        } catch (IllegalArgumentException e) {
            throw new UnusableKey("not an SSH public key: its Base64 is damaged");
        }
    }

    private static String shown(String name) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < Math.min(name.length(), 60); i++) {
            char c = name.charAt(i);
            out.append(c > ' ' && c < 0x7f ? c : '?');
        }
        return "\"" + out + "\"";
    }
}
