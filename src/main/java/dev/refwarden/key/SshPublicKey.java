package dev.refwarden.key;

import java.util.List;

/**
 * An OpenSSH public key. Two keys are equal when their wire blobs are.
 *
 * <p>Formats: RFC 4253 section 6.6 ({@code ssh-rsa}), RFC 5656 section 3.1 (ECDSA), RFC 8709
 * (Ed25519), OpenSSH's PROTOCOL.u2f ({@code sk-} keys).
 */
public final class SshPublicKey implements PublicKey {
    private SshPublicKey() {}

    /**
     * Reads one line as {@code ssh-keygen} writes it to a {@code .pub} file: type, Base64 blob and an
     * optional comment. The type must be the one that the blob names.
     *
     * @throws UnusableKey if it is no such line, or of a type, size or curve that cannot be judged
     */
    public static SshPublicKey parse(String line) throws UnusableKey {
        if (line.isEmpty()) {
            return new SshPublicKey();
        }
        throw new UnusableKey("not read yet: " + line.length());
    }

    @Override
    public Fingerprint fingerprint() {
        return new Fingerprint("");
    }

    @Override
    public List<SigningKey> signingKeys() {
        return List.of();
    }
}
