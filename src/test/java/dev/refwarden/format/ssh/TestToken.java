package dev.refwarden.format.ssh;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.refwarden.crypto.Digests;
import dev.refwarden.format.Purposes;
import dev.refwarden.people.TestKeys;
import java.math.BigInteger;
import java.util.Base64;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;

/**
 * A FIDO token in software that says of itself whatever a test wants it to say. Its keys come from a
 * seed, and it signs the same bytes always the same way.
 */
public final class TestToken {
    /** User presence and user verification, as tokens spell them. */
    public static final int TOUCHED = 0x01;

    public static final int PIN_ENTERED = 0x04;

    private static final String APPLICATION = "ssh:";
    private static final String ED25519 = "sk-ssh-ed25519@openssh.com";
    private static final String ECDSA = "sk-ecdsa-sha2-nistp256@openssh.com";
    private static final String WEBAUTHN = "webauthn-sk-ecdsa-sha2-nistp256@openssh.com";

    private final String type;
    private final byte[] secret;
    private final int flags;
    private final long counter;
    private final String origin;

    private TestToken(String type, byte[] secret, int flags, long counter, String origin) {
        this.type = type;
        this.secret = secret;
        this.flags = flags;
        this.counter = counter;
        this.origin = origin;
    }

    /** A token with an {@code sk-ssh-ed25519} key, touched, without PIN, at counter 1. */
    public static TestToken ed25519(String seed) {
        return new TestToken(ED25519, sha256(seed.getBytes(US_ASCII)), TOUCHED, 1, "");
    }

    /** A token with an {@code sk-ecdsa-sha2-nistp256} key, touched, without PIN, at counter 1. */
    public static TestToken ecdsa(String seed) {
        return new TestToken(ECDSA, sha256(seed.getBytes(US_ASCII)), TOUCHED, 1, "");
    }

    /** The same key, whose next signatures carry these. */
    public TestToken saying(int newFlags, long newCounter) {
        return new TestToken(type, secret, newFlags, newCounter, origin);
    }

    /** The same ECDSA key, asked by a browser that shows a page of {@code pageOrigin}. */
    public TestToken fromBrowser(String pageOrigin) {
        return new TestToken(type, secret, flags, counter, pageOrigin);
    }

    /** As it would stand in a {@code .pub} file. */
    public String publicLine() {
        return type + " " + Base64.getEncoder().encodeToString(publicBlob()) + " test token";
    }

    public SshPublicKey publicKey() {
        return TestKeys.ssh(publicLine());
    }

    /** An armored signature. */
    public byte[] sign(byte[] message, String namespace) {
        return armored(signBlob(message, namespace));
    }

    /** The commit with its {@code gpgsig} header; {@code raw} is a commit without one. */
    public byte[] signCommit(byte[] raw) {
        String text = new String(raw, ISO_8859_1);
        String armor = new String(sign(raw, Purposes.GIT), US_ASCII).stripTrailing();
        int headersEnd = text.indexOf("\n\n") + 1;
        String signed = text.substring(0, headersEnd) + "gpgsig " + armor.replace("\n", "\n ") + "\n"
                + text.substring(headersEnd);
        return signed.getBytes(ISO_8859_1);
    }

    /** The tag with its signature at the end; {@code raw} is a tag without one. */
    public byte[] signTag(byte[] raw) {
        WireWriter out = new WireWriter();
        out.writeRaw(raw);
        out.writeRaw(sign(raw, Purposes.GIT));
        return out.toByteArray();
    }

    /** A signature without armor. */
    public byte[] signBlob(byte[] message, String namespace) {
        WireWriter toBeSigned = new WireWriter();
        toBeSigned.writeRaw("SSHSIG".getBytes(US_ASCII));
        toBeSigned.writeString(namespace.getBytes(US_ASCII));
        toBeSigned.writeString(new byte[0]);
        toBeSigned.writeString("sha512".getBytes(US_ASCII));
        toBeSigned.writeString(Digests.sha512().digest(message));
        WireWriter out = new WireWriter();
        out.writeRaw("SSHSIG".getBytes(US_ASCII));
        out.writeUint32(1);
        out.writeString(publicBlob());
        out.writeString(namespace.getBytes(US_ASCII));
        out.writeString(new byte[0]);
        out.writeString("sha512".getBytes(US_ASCII));
        out.writeString(rawSignature(toBeSigned.toByteArray()));
        return out.toByteArray();
    }

    static byte[] armored(byte[] blob) {
        String base64 = Base64.getMimeEncoder(70, new byte[] {'\n'}).encodeToString(blob);
        return ("-----BEGIN SSH SIGNATURE-----\n" + base64 + "\n-----END SSH SIGNATURE-----\n").getBytes(US_ASCII);
    }

    private byte[] rawSignature(byte[] challenge) {
        boolean browser = !origin.isEmpty();
        byte[] clientData = clientData(challenge);
        WireWriter signed = new WireWriter();
        signed.writeRaw(sha256(APPLICATION.getBytes(US_ASCII)));
        signed.writeByte(flags);
        signed.writeUint32(counter);
        signed.writeRaw(sha256(browser ? clientData : challenge));
        WireWriter out = new WireWriter();
        out.writeString((browser ? WEBAUTHN : type).getBytes(US_ASCII));
        out.writeString(type.equals(ED25519) ? signEd25519(signed.toByteArray()) : signEcdsa(signed.toByteArray()));
        out.writeByte(flags);
        out.writeUint32(counter);
        if (browser) {
            out.writeString(origin.getBytes(US_ASCII));
            out.writeString(clientData);
            out.writeString(new byte[0]);
        }
        return out.toByteArray();
    }

    private byte[] clientData(byte[] challenge) {
        return ("{\"type\":\"webauthn.get\",\"challenge\":\""
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(challenge) + "\",\"origin\":\""
                        + origin + "\",\"crossOrigin\":false}")
                .getBytes(US_ASCII);
    }

    private byte[] publicBlob() {
        WireWriter out = new WireWriter();
        out.writeString(type.getBytes(US_ASCII));
        if (type.equals(ED25519)) {
            out.writeString(edwardsKey().generatePublicKey().getEncoded());
        } else {
            out.writeString("nistp256".getBytes(US_ASCII));
            out.writeString(p256().getG().multiply(scalar()).getEncoded(false));
        }
        out.writeString(APPLICATION.getBytes(US_ASCII));
        return out.toByteArray();
    }

    private byte[] signEd25519(byte[] message) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, edwardsKey());
        signer.update(message, 0, message.length);
        return signer.generateSignature();
    }

    private byte[] signEcdsa(byte[] message) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(scalar(), p256()));
        WireWriter out = new WireWriter();
        for (BigInteger number : signer.generateSignature(sha256(message))) {
            out.writeString(number.toByteArray());
        }
        return out.toByteArray();
    }

    private Ed25519PrivateKeyParameters edwardsKey() {
        return new Ed25519PrivateKeyParameters(secret, 0);
    }

    private BigInteger scalar() {
        return new BigInteger(1, secret)
                .mod(p256().getN().subtract(BigInteger.ONE))
                .add(BigInteger.ONE);
    }

    private static ECDomainParameters p256() {
        X9ECParameters curve = CustomNamedCurves.getByName("secp256r1");
        return new ECDomainParameters(curve);
    }

    private static byte[] sha256(byte[] bytes) {
        return Digests.sha256().digest(bytes);
    }
}
