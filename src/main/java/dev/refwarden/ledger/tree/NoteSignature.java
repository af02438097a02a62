package dev.refwarden.ledger.tree;

import dev.refwarden.format.ExactBase64;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * One signature line of a note, by whatever kind of key. It proves nothing until a key has verified it.
 *
 * @param base64 the key id's four bytes and the signature, which is not empty
 */
public record NoteSignature(NoteSigner signer, String base64) {
    private static final String DASH = "\u2014 ";

    /** @throws IllegalArgumentException if it is not base64 that begins with the key id and goes on */
    public NoteSignature {
        if (!keyId(base64).equals(Optional.of(signer.keyId()))) {
            throw new IllegalArgumentException("not a signature of " + signer);
        }
    }

    static NoteSignature of(NoteSigner signer, byte[] signature) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + signature.length);
        bytes.putInt(signer.keyId()).put(signature);
        return new NoteSignature(signer, Base64.getEncoder().encodeToString(bytes.array()));
    }

    /** Reads what {@link #toString} writes, and nothing else. */
    static Optional<NoteSignature> parse(String line) {
        int space = line.lastIndexOf(' ');
        if (!line.startsWith(DASH) || space < DASH.length()) {
            return Optional.empty();
        }
        String base64 = line.substring(space + 1);
        return KeyName.parse(line.substring(DASH.length(), space))
                .flatMap(name -> keyId(base64).map(id -> new NoteSignature(new NoteSigner(name, id), base64)));
    }

    private static Optional<Integer> keyId(String base64) {
        try {
            byte[] bytes = ExactBase64.decode(base64);
            return bytes.length > Integer.BYTES ? Optional.of(NoteSigner.keyIdIn(bytes)) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** What follows the key id. */
    byte[] signature() {
        byte[] bytes = ExactBase64.decode(base64);
        return Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length);
    }

    /** The line without its line feed. */
    @Override
    public String toString() {
        return DASH + signer.name() + " " + base64;
    }
}
