package dev.refwarden.ledger.tree;

import dev.refwarden.crypto.Digests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Which key a signature line says it is from (C2SP signed-note). Four bytes are soon found again for another key, so
 * it only tells which key to try.
 *
 * @param keyId the first four bytes of a SHA-256, most significant first
 */
public record NoteSigner(KeyName name, int keyId) {
    /** The key id of an Ed25519 key. {@code typed} is the byte 1 and then the public key. */
    static NoteSigner of(KeyName name, byte[] typed) {
        MessageDigest sha256 = Digests.sha256();
        sha256.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        byte[] digest = sha256.digest(typed);
        return new NoteSigner(name, keyIdIn(digest));
    }

    static int keyIdIn(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getInt();
    }

    /** The name and the key id as eight lower-case hex digits, with a plus sign between them. */
    @Override
    public String toString() {
        return name + "+" + HexFormat.of().toHexDigits(keyId);
    }
}
