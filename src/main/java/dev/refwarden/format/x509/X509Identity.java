package dev.refwarden.format.x509;

import dev.refwarden.people.Fingerprint;
import dev.refwarden.people.KeyType;
import dev.refwarden.people.PublicKey;
import dev.refwarden.people.SigningKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
    private static final Duration SOON_FOR_LISTS = Duration.ofDays(3);

    @Override
    public Fingerprint fingerprint() {
        return new Fingerprint("x509:" + name);
    }

    /** Whether {@code certificate}, once the authority vouches for it, names this person. */
    boolean isNamedBy(Certificate certificate) {
        return name.isIn(certificate);
    }

    /** Whether this is a login that counts, where one is demanded. */
    boolean isLoginOf(Certificate certificate) {
        return oidcIssuer.isEmpty() || certificate.oidcIssuers().equals(List.of(oidcIssuer.get()));
    }

    @Override
    public boolean isCalledCompromised() {
        return authority.callsAnyCompromised();
    }

    /** The fingerprints of the certificates that are trusted to issue others. */
    List<String> authorities() {
        return authority.fingerprints();
    }

    /** The certificates that the authority's lists revoke, by serial number. */
    List<String> revoked() {
        return authority.revokedSerials();
    }

    /** The authority's own certificates and lists are looked at: whoever it vouches for shows only with a signature. */
    @Override
    public boolean isUsable(Instant now) {
        boolean listed = authority.listsEnd().filter(end -> !end.isAfter(now)).isEmpty();
        return listed && authority.end().isAfter(now);
    }

    @Override
    public List<String> remarks(Instant now) {
        List<String> remarks = new ArrayList<>();
        if (!authority.end().isAfter(now)) {
            remarks.add("every certificate in " + authorityFile + " has expired");
        }
        Optional<Instant> lists = authority.listsEnd();
        if (lists.isPresent() && lists.get().isBefore(now.plus(SOON_FOR_LISTS))) {
            String when = lists.get().isBefore(now) ? " has been out of date since " : " goes out of date at ";
            remarks.add("a revocation list" + when + lists.get() + "; from then on nothing new counts");
        }
        return remarks;
    }

    /** There is no key before a certificate is seen. */
    @Override
    public void validate() {}

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

    /** One that means all that the authority will ever vouch for. */
    @Override
    public List<SigningKey> signingKeys() {
        return List.of(new SigningKey(fingerprint(), KeyType.X509, "x509", 0, Optional.empty(), Optional.empty()));
    }
}
