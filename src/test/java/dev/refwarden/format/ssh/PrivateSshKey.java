package dev.refwarden.format.ssh;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.refwarden.crypto.Digests;
import dev.refwarden.people.UnusableKey;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.function.Function;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * A private key that makes the innermost signature of SSH, rightly or in a way that a test prescribes.
 *
 * @param blob the public half on the wire
 * @param sign from the block to be signed to the signature with its algorithm's name
 */
public record PrivateSshKey(byte[] blob, Function<byte[], byte[]> sign) {
    static final String WEBAUTHN = "webauthn-sk-ecdsa-sha2-nistp256@openssh.com";
    static final BigInteger P256_ORDER =
            CustomNamedCurves.getByName("secp256r1").getN();

    private static final String APPLICATION = "ssh:";
    private static final byte[] SECRET = Digests.sha256().digest("secret".getBytes(US_ASCII));
    private static final BigInteger SCALAR = new BigInteger(1, SECRET).mod(P256_ORDER);
    private static final KeyPair RSA = rsaPair();

    PrivateSshKey signing(Function<byte[], byte[]> otherwise) {
        return new PrivateSshKey(blob, otherwise);
    }

    public SshPublicKey publicKey() {
        try {
            return SshPublicKey.ofBlob(blob);
        } catch (UnusableKey e) {
            throw new IllegalArgumentException(e);
        }
    }

    public static PrivateSshKey ed25519() {
        return new PrivateSshKey(
                strings("ssh-ed25519", point()), message -> strings("ssh-ed25519", rawEd25519(message)));
    }

    static PrivateSshKey p256() {
        return ecdsa("nistp256", "secp256r1", "SHA-256");
    }

    public static PrivateSshKey p384() {
        return ecdsa("nistp384", "secp384r1", "SHA-384");
    }

    public static PrivateSshKey p521() {
        return ecdsa("nistp521", "secp521r1", "SHA-512");
    }

    /** @param algorithm {@code rsa-sha2-256} or {@code rsa-sha2-512} */
    static PrivateSshKey rsa(String algorithm) {
        RSAPublicKey key = (RSAPublicKey) RSA.getPublic();
        byte[] blob = strings(
                "ssh-rsa",
                key.getPublicExponent().toByteArray(),
                key.getModulus().toByteArray());
        return new PrivateSshKey(blob, message -> strings(algorithm, rawRsa(algorithm, message)));
    }

    static PrivateSshKey tokenEd25519(int flags, long counter) {
        String type = "sk-ssh-ed25519@openssh.com";
        return new PrivateSshKey(
                strings(type, point(), ascii(APPLICATION)),
                message ->
                        tokenSignature(strings(type, rawEd25519(tokenBlock(flags, counter, message))), flags, counter));
    }

    static PrivateSshKey tokenP256(int flags, long counter) {
        String type = "sk-ecdsa-sha2-nistp256@openssh.com";
        return new PrivateSshKey(
                strings(type, ascii("nistp256"), q("secp256r1"), ascii(APPLICATION)),
                message -> tokenSignature(
                        strings(type, numbers(ecdsa(tokenBlock(flags, counter, message)))), flags, counter));
    }

    /** @param clientData from the challenge in Base64 to the JSON that the browser has signed */
    static PrivateSshKey browser(int flags, String origin, String extensions, Function<String, String> clientData) {
        return tokenP256(flags, 5).signing(message -> {
            String challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(message);
            byte[] data = ascii(clientData.apply(challenge));
            byte[] signature = strings(WEBAUTHN, numbers(ecdsa(tokenBlock(flags, 5, data))));
            WireWriter out = new WireWriter();
            out.writeRaw(tokenSignature(signature, flags, 5));
            out.writeString(ascii(origin));
            out.writeString(data);
            out.writeString(ascii(extensions));
            return out.toByteArray();
        });
    }

    private static PrivateSshKey ecdsa(String curve, String secName, String hash) {
        String type = "ecdsa-sha2-" + curve;
        return new PrivateSshKey(
                strings(type, ascii(curve), q(secName)),
                message -> strings(type, numbers(ecdsa(secName, Digests.of(hash).digest(message)))));
    }

    /** What a token signs in place of the message (PROTOCOL.u2f). */
    static byte[] tokenBlock(int flags, long counter, byte[] message) {
        WireWriter out = new WireWriter();
        out.writeRaw(Digests.sha256().digest(ascii(APPLICATION)));
        out.writeByte(flags);
        out.writeUint32(counter);
        out.writeRaw(Digests.sha256().digest(message));
        return out.toByteArray();
    }

    static byte[] tokenSignature(byte[] signature, int flags, long counter) {
        WireWriter out = new WireWriter();
        out.writeRaw(signature);
        out.writeByte(flags);
        out.writeUint32(counter);
        return out.toByteArray();
    }

    /** A name and what follows it, each behind its length. */
    static byte[] strings(String name, byte[]... fields) {
        WireWriter out = new WireWriter();
        out.writeString(ascii(name));
        for (byte[] field : fields) {
            out.writeString(field);
        }
        return out.toByteArray();
    }

    static byte[] followedBy(byte[] first, int... more) {
        WireWriter out = new WireWriter();
        out.writeRaw(first);
        for (int value : more) {
            out.writeByte(value);
        }
        return out.toByteArray();
    }

    /** The numbers r and s of a signature on P-256. */
    static BigInteger[] ecdsa(byte[] message) {
        return ecdsa("secp256r1", Digests.sha256().digest(message));
    }

    static byte[] numbers(BigInteger... numbers) {
        WireWriter out = new WireWriter();
        for (BigInteger number : numbers) {
            out.writeString(number.signum() == 0 ? new byte[0] : number.toByteArray());
        }
        return out.toByteArray();
    }

    static byte[] rawEd25519(byte[] message) {
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(SECRET, 0, message, 0, message.length, signature, 0);
        return signature;
    }

    static byte[] rawRsa(String algorithm, byte[] message) {
        try {
            Signature signer = Signature.getInstance(algorithm.endsWith("512") ? "SHA512withRSA" : "SHA256withRSA");
            signer.initSign(RSA.getPrivate());
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BigInteger[] ecdsa(String secName, byte[] hash) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(SCALAR, domain(secName)));
        return signer.generateSignature(hash);
    }

    private static byte[] point() {
        byte[] point = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(SECRET, 0, point, 0);
        return point;
    }

    private static byte[] q(String secName) {
        return domain(secName).getG().multiply(SCALAR).getEncoded(false);
    }

    private static ECDomainParameters domain(String secName) {
        return new ECDomainParameters(CustomNamedCurves.getByName(secName));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    private static KeyPair rsaPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
