package dev.refwarden.policy.read;

import dev.refwarden.format.openpgp.OpenPgpCertificate;
import dev.refwarden.format.openpgp.OpenPgpKey;
import dev.refwarden.format.ssh.SshPublicKey;
import dev.refwarden.people.Fingerprint;
import dev.refwarden.people.PersonId;
import dev.refwarden.policy.yaml.DisplayText;
import dev.refwarden.policy.yaml.Place;
import dev.refwarden.policy.yaml.Problems;
import java.util.HashMap;
import java.util.Map;

/** Who owns what belongs to one person only: e-mails, accounts, identities, keys and their ids. */
final class Owners {
    private final Map<String, Map<Object, Claim>> claims = new HashMap<>();
    private final Map<Fingerprint, CertificateClaim> certificates = new HashMap<>();
    private final Problems problems;

    Owners(Problems problems) {
        this.problems = problems;
    }

    private record Claim(PersonId person, Place place) {}

    private record CertificateClaim(OpenPgpCertificate certificate, Claim claim) {
        boolean owns(Fingerprint fingerprint) {
            return certificate.ownsSigningKey(fingerprint);
        }
    }

    private Map<Object, Claim> of(String kind) {
        return claims.computeIfAbsent(kind, fresh -> new HashMap<>());
    }

    /** Something that one person may name several times, such as an address. */
    void claim(String kind, String value, PersonId person, Place place) {
        Claim first = of(kind).putIfAbsent(value, new Claim(person, place));
        if (first != null && !first.person.equals(person)) {
            report(kind + ' ' + value, first, place);
        }
    }

    /** Something that stands once in all files, such as a key's id. */
    void claimOnce(String kind, String value, PersonId person, Place place) {
        Claim first = of(kind).putIfAbsent(value, new Claim(person, place));
        if (first != null) {
            report(kind + ' ' + value, first, place);
        }
    }

    /**
     * An SSH key; compared as it is, since to take the fingerprint of each would cost every push time. One person may
     * have the same private key under several types, as in a token and beside it.
     */
    void claimKey(SshPublicKey key, PersonId person, Place place) {
        Claim first = of("key").putIfAbsent(key, new Claim(person, place));
        if (first != null) {
            report("key " + key.fingerprint(), first, place);
            return;
        }
        for (String point : key.points()) {
            Claim own = of("point").putIfAbsent(point, new Claim(person, place));
            if (own != null && !own.person.equals(person)) {
                report("key " + key.fingerprint() + ", which is the same under another type,", own, place);
            }
        }
    }

    /**
     * Every key in an OpenPGP certificate, bound or not: what is bound costs more to find than a push can spare, so it is
     * asked only where two certificates hold the same key. Then a claim to which the key did not consent counts for
     * nothing, and hinders nobody else's. Primary keys are never shared.
     */
    void claimCertificate(OpenPgpCertificate certificate, PersonId person, Place place) {
        Claim own = new Claim(person, place);
        for (OpenPgpKey key : certificate.keys()) {
            Fingerprint fingerprint = key.fingerprint();
            CertificateClaim claim = new CertificateClaim(certificate, own);
            CertificateClaim first = certificates.putIfAbsent(fingerprint, claim);
            if (first == null || first.claim.equals(own)) {
                continue;
            }
            boolean twice = first.certificate.fingerprint().equals(certificate.fingerprint());
            if (twice || (first.owns(fingerprint) && claim.owns(fingerprint))) {
                report("OpenPGP key " + fingerprint, first.claim, place);
                return;
            }
            if (!first.owns(fingerprint)) {
                certificates.put(fingerprint, claim);
            }
        }
    }

    private void report(String what, Claim first, Place place) {
        problems.add(place, DisplayText.escaped(what) + " is " + first.person + "'s already (" + first.place + ")");
    }
}
