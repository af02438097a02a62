package dev.refwarden.format.ssh;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.refwarden.crypto.Digests;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.UnaryOperator;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithContext;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** A key of ML-DSA-44 and Ed25519, as OpenSSH 10.4 and newer make them, whose halves can be made to sign otherwise. */
public final class CompositeKey {
    public static final String NAME = "ssh-mldsa44-ed25519";
    static final String OLD_NAME = "ssh-mldsa44-ed25519@openssh.com";
    static final String LABEL = "COMPSIG-MLDSA44-Ed25519-SHA512";

    private final MLDSAPrivateKeyParameters mldsa;
    private final byte[] mldsaPublic;
    private final byte[] ed25519;
    private final byte[] ed25519Public = new byte[Ed25519.PUBLIC_KEY_SIZE];

    /** The same key for the same seed. */
    public CompositeKey(String seed) {
        mldsa = new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_44, secret("mldsa " + seed));
        mldsaPublic = mldsa.getPublicKey();
        ed25519 = secret("ed25519 " + seed);
        Ed25519.generatePublicKey(ed25519, 0, ed25519Public, 0);
    }

    private static byte[] secret(String seed) {
        return Digests.sha256().digest(seed.getBytes(US_ASCII));
    }

    /** As in a {@code .pub} file. */
    public String publicLine(String comment) {
        return NAME + " " + Base64.getEncoder().encodeToString(named(NAME).blob()) + " " + comment;
    }

    /** An armored signature. */
    public byte[] sign(byte[] message, String namespace) {
        return TestToken.armored(
                SshSigFields.by(named(NAME)).namespace(namespace).blob(message));
    }

    /** The whole key under one of its names, signing as it must. */
    PrivateSshKey named(String name) {
        return named(name, name);
    }

    PrivateSshKey named(String keyName, String signatureName) {
        return new PrivateSshKey(
                PrivateSshKey.strings(keyName, joined(mldsaPublic, ed25519Public)),
                message -> PrivateSshKey.strings(signatureName, raw(message)));
    }

    byte[] ed25519Public() {
        return ed25519Public.clone();
    }

    byte[] publicHalves() {
        return joined(mldsaPublic, ed25519Public);
    }

    byte[] raw(byte[] message) {
        return joined(mldsa(signed(message), LABEL), ed25519(signed(message)));
    }

    /** What both halves sign in place of a message. */
    static byte[] signed(byte[] message) {
        byte[] prefix = ("CompositeAlgorithmSignatures2025" + LABEL + "\0").getBytes(US_ASCII);
        return joined(prefix, Digests.sha512().digest(message));
    }

    byte[] mldsa(byte[] signed, String context) {
        try {
            MLDSASigner signer = new MLDSASigner();
            signer.init(true, new ParametersWithContext(mldsa, context.getBytes(US_ASCII)));
            signer.update(signed, 0, signed.length);
            return signer.generateSignature();
        } catch (CryptoException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] ed25519(byte[] signed) {
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(ed25519, 0, signed, 0, signed.length, signature, 0);
        return signature;
    }

    /** Signs with the whole key, but for what {@code otherwise} makes of the two halves' signatures. */
    SshSigFields signing(UnaryOperator<byte[]> otherwise) {
        return SshSigning.by(named(NAME).signing(message -> PrivateSshKey.strings(NAME, otherwise.apply(message))));
    }

    static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
