package dev.refwarden.format.x509;

import dev.refwarden.people.Fingerprint;
import dev.refwarden.people.KeyType;
import dev.refwarden.people.PublicKey;
import dev.refwarden.people.SigningKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A person as the certificates of one authority name them. There is no key to enrol: the authority vouches
 * for one at each signature.
 *
 * @param name what the certificate's subject alternative name must hold
 * @param authority whose certificates count
 * @param authorityFile where they lie, relative to the configuration
 * @param oidcIssuer the issuer that the certificate must name, where one is demanded
 * @param judgedWithin where the certificate is judged at the signature's own time: so long after it at most
 *     what it signs must come; absent where it is judged when it comes
 */
public record X509Identity(
        CertifiedName name,
        Authority authority,
        String authorityFile,
        Optional<String> oidcIssuer,
        Optional<Duration> judgedWithin)
        implements PublicKey {
    @Override
    public Fingerprint fingerprint() {
        return new Fingerprint("x509:" + name);
    }

    /** Whether {@code certificate}, once the authority vouches for it, names this person. */
    public boolean isNamedBy(Certificate certificate) {
        return name.isIn(certificate);
    }

    /** Whether this is a login that counts, where one is demanded. */
    public boolean isLoginOf(Certificate certificate) {
        return oidcIssuer.isEmpty() || certificate.oidcIssuers().equals(List.of(oidcIssuer.get()));
    }

    /** Whether the authority's lists say of any certificate that its key is in other hands, or may be. */
    public boolean callsAnyCompromised() {
        return authority.callsAnyCompromised();
    }

    /** The fingerprints of the certificates that are trusted to issue others. */
    public List<String> authorities() {
        return authority.fingerprints();
    }

    /** The certificates that the authority's lists revoke, by serial number. */
    public List<String> revoked() {
        return authority.revokedSerials();
    }

    /** The identity: certificates come and go below it. */
    @Override
    public Fingerprint metAs(Fingerprint signing) {
        return fingerprint();
    }

    /** None that could be known beforehand. */
    @Override
    public List<String> points() {
        return List.of();
    }

    /** One that stands for all that the authority will ever vouch for. */
    @Override
    public List<SigningKey> signingKeys() {
        return List.of(new SigningKey(fingerprint(), KeyType.X509, "x509", 0, Optional.empty(), Optional.empty()));
    }
}
