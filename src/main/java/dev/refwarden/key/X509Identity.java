package dev.refwarden.key;

import java.util.List;
import java.util.Optional;

/**
 * A person as certificates of one authority name them. There is no key to enrol: the authority
 * vouches for one at each signature. Signatures of this kind are not judged yet and never count.
 *
 * @param email the address that the certificate's subject alternative name must hold
 * @param authority where the authority's certificates lie, relative to the configuration
 * @param oidcIssuer the issuer that the certificate must name, where one is demanded
 */
public record X509Identity(String email, String authority, Optional<String> oidcIssuer) implements PublicKey {
    @Override
    public Fingerprint fingerprint() {
        return new Fingerprint("x509:" + email);
    }

    @Override
    public List<SigningKey> signingKeys() {
        return List.of();
    }
}
