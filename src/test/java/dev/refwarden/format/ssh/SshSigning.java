package dev.refwarden.format.ssh;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.refwarden.format.Keyring;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.SignedBytes;
import dev.refwarden.people.TestKeys;
import java.util.function.UnaryOperator;

/** Keys of every kind that are all enrolled, and signatures by them that differ from good ones in one thing. */
public final class SshSigning {
    public static final byte[] MESSAGE = "what was signed\n".getBytes(US_ASCII);
    public static final PrivateSshKey ED25519 = PrivateSshKey.ed25519();
    public static final PrivateSshKey P256 = PrivateSshKey.p256();
    static final PrivateSshKey RSA = PrivateSshKey.rsa("rsa-sha2-512");
    public static final PrivateSshKey TOKEN = PrivateSshKey.tokenP256(1, 7);
    public static final PrivateSshKey TOKEN_ED25519 = PrivateSshKey.tokenEd25519(1, 7);
    static final CompositeKey COMPOSITE = new CompositeKey("enrolled");
    public static final String ORIGIN = "https://keys.example.org";
    public static final Keyring KEYS = TestKeys.keyring(
            ED25519.publicKey(),
            P256.publicKey(),
            PrivateSshKey.p384().publicKey(),
            PrivateSshKey.p521().publicKey(),
            RSA.publicKey(),
            TOKEN.publicKey(),
            TOKEN_ED25519.publicKey(),
            COMPOSITE.named(CompositeKey.NAME).publicKey());

    private SshSigning() {}

    public static SignatureCheck check(byte[] blob) {
        return SshSignature.check(blob, "git", SignedBytes.whole(MESSAGE), KEYS);
    }

    public static SshSigFields by(PrivateSshKey key) {
        return SshSigFields.by(key);
    }

    static SshSigFields inner(PrivateSshKey key, UnaryOperator<byte[]> damage) {
        return by(key.signing(message -> damage.apply(key.sign().apply(message))));
    }

    public static SshSigFields browser(int flags, String origin, String extensions, UnaryOperator<String> clientData) {
        return by(PrivateSshKey.browser(flags, origin, extensions, clientData));
    }

    public static String clientData(String challenge) {
        return "{\"type\":\"webauthn.get\",\"challenge\":\"" + challenge + "\",\"origin\":\"" + ORIGIN
                + "\",\"crossOrigin\":false}";
    }
}
