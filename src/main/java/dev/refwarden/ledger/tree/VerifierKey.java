package dev.refwarden.ledger.tree;

import dev.refwarden.crypto.Ed25519PublicKey;

/** The public key of a log, with the name under which it signs. */
public final class VerifierKey {
    private final NoteSigner signer;
    private final byte[] bytes;
    private final Ed25519PublicKey key;

    private VerifierKey(NoteSigner signer, byte[] bytes) {
        this.signer = signer;
        this.bytes = bytes;
        this.key = Ed25519PublicKey.of(bytes);
    }

    /** @throws IllegalArgumentException if the bytes are not an Ed25519 key that is safe to use */
    static VerifierKey of(KeyName name, byte[] bytes) {
        return new VerifierKey(NoteSigner.of(name, KeyText.typed(bytes)), bytes.clone());
    }

    /** Reads what {@link #text} writes, and nothing else. */
    public static VerifierKey parse(String text) throws MalformedKey {
        if (text.startsWith(KeyText.PRIVATE)) {
            throw new MalformedKey("a private key instead of its public part");
        }
        KeyText read = KeyText.parse(text);
        VerifierKey key = usable(read);
        if (!key.signer.equals(read.signer())) {
            throw new MalformedKey("the key id belongs to another key or name");
        }
        return key;
    }

    private static VerifierKey usable(KeyText read) throws MalformedKey {
        try {
            return of(read.signer().name(), read.key());
        } catch (IllegalArgumentException e) {
            throw new MalformedKey("not an Ed25519 public key");
        }
    }

    public NoteSigner signer() {
        return signer;
    }

    public KeyName name() {
        return signer.name();
    }

    /** The 32 bytes of RFC 8032, section 5.1.5. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** {@code <name>+<key id>+<base64>}, as Go's {@code sumdb/note} and C2SP tools take it. */
    public String text() {
        return KeyText.write(signer, bytes);
    }

    /** Checks every line that claims to be from this key; one bad one spoils the note. */
    public NoteCheck check(SignedNote note) {
        NoteCheck check = NoteCheck.NO_SIGNATURE;
        byte[] signed = note.signedBytes();
        for (NoteSignature signature : note.signatures()) {
            if (signature.signer().equals(signer)) {
                if (!key.verifies(signed, signature.signature())) {
                    return NoteCheck.BAD_SIGNATURE;
                }
                check = NoteCheck.VALID;
            }
        }
        return check;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey verifier && text().equals(verifier.text());
    }

    @Override
    public int hashCode() {
        return signer.hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
