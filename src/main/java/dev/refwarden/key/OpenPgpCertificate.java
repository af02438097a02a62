package dev.refwarden.key;

import java.util.List;

/**
 * An OpenPGP certificate (transferable public key): a primary key and the subkeys that it provably
 * bound to itself.
 *
 * <p>Source: RFC 4880 and RFC 9580, sections 4, 5.2, 5.5, 10.1 and 12.
 */
public final class OpenPgpCertificate implements PublicKey {
    private OpenPgpCertificate() {}

    /**
     * Reads one certificate, armored or binary, as {@code gpg --export} writes it.
     *
     * @throws UnusableKey if it is not exactly one certificate, or none of its keys could ever sign
     */
    public static OpenPgpCertificate parse(byte[] file) throws UnusableKey {
        if (file.length == 0) {
            return new OpenPgpCertificate();
        }
        throw new UnusableKey("not read yet: " + file.length);
    }

    /** What the security owner should know of this file, such as bindings over SHA-1. */
    public List<String> remarks() {
        return List.of();
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
