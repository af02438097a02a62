package dev.refwarden.ledger.tree;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** The log's own key pair, with which it signs checkpoints. Whoever has its secret can sign a forged log. */
public final class LogKey {
    private final byte[] seed;
    private final VerifierKey verifier;

    private LogKey(KeyName name, byte[] seed) {
        this.seed = seed;
        byte[] point = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(seed, 0, point, 0);
        this.verifier = VerifierKey.of(name, point);
    }

    /** A new key. {@code name} should be the origin of the log's checkpoints. */
    public static LogKey generate(KeyName name, SecureRandom random) {
        byte[] seed = new byte[KeyText.KEY_BYTES];
        random.nextBytes(seed);
        return new LogKey(name, seed);
    }

    /** The key that a seed of 32 bytes gives (RFC 8032, section 5.1.5). */
    static LogKey ofSeed(KeyName name, byte[] seed) {
        return new LogKey(name, seed.clone());
    }

    /** Reads what {@link #secretText} writes, and nothing else; a file's final line feed is not part of it. */
    public static LogKey parse(String text) throws MalformedKey {
        if (!text.startsWith(KeyText.PRIVATE)) {
            throw new MalformedKey("does not begin with " + KeyText.PRIVATE);
        }
        KeyText read = KeyText.parse(text.substring(KeyText.PRIVATE.length()));
        LogKey key = new LogKey(read.signer().name(), read.key());
        if (!key.verifier.signer().equals(read.signer())) {
            throw new MalformedKey("the key id belongs to another key or name");
        }
        return key;
    }

    /**
     * The secret, in one line without a line feed: {@code PRIVATE+KEY+<name>+<key id>+<base64>}. Only for the
     * key's own file.
     */
    public String secretText() {
        return KeyText.PRIVATE + KeyText.write(verifier.signer(), seed);
    }

    /** The public part. */
    public VerifierKey verifier() {
        return verifier;
    }

    /**
     * A note with this key's signature and no other.
     *
     * @throws IllegalArgumentException if the text does not end in a line feed or has other control characters
     */
    public SignedNote sign(String text) {
        byte[] signed = text.getBytes(StandardCharsets.UTF_8);
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(seed, 0, signed, 0, signed.length, signature, 0);
        return new SignedNote(text, List.of(NoteSignature.of(verifier.signer(), signature)));
    }

    /** The name and key id; never the secret. */
    @Override
    public String toString() {
        return verifier.signer().toString();
    }
}
