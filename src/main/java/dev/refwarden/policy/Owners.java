package dev.refwarden.policy;

import dev.refwarden.key.PersonId;
import dev.refwarden.key.PublicKey;
import dev.refwarden.key.SigningKey;
import dev.refwarden.key.SshPublicKey;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Who owns what belongs to one person only: e-mails, accounts, identities, keys and their ids. */
final class Owners {
    private final Map<Object, Claim> claims = new HashMap<>();
    private final Problems problems;

    Owners(Problems problems) {
        this.problems = problems;
    }

    private record Claim(PersonId person, Place place) {}

    /** Something that one person may name several times, such as an address. */
    void claim(String kind, String value, PersonId person, Place place) {
        Claim first = claims.putIfAbsent(kind + ' ' + value, new Claim(person, place));
        if (first != null && !first.person.equals(person)) {
            report(kind + ' ' + value, first, place);
        }
    }

    /** Something that stands once in all files, such as a key's id. */
    void claimOnce(String kind, String value, PersonId person, Place place) {
        Claim first = claims.putIfAbsent(kind + ' ' + value, new Claim(person, place));
        if (first != null) {
            report(kind + ' ' + value, first, place);
        }
    }

    /** A key. Those of SSH are compared as they are: to take the fingerprint of each would cost every push time. */
    void claimKey(PublicKey key, PersonId person, Place place) {
        if (key instanceof SshPublicKey) {
            Claim first = claims.putIfAbsent(key, new Claim(person, place));
            if (first != null) {
                report("key " + key.fingerprint(), first, place);
            }
            return;
        }
        Set<String> fingerprints = new LinkedHashSet<>();
        fingerprints.add(key.fingerprint().value());
        for (SigningKey part : key.signingKeys()) {
            fingerprints.add(part.fingerprint().value());
        }
        for (String fingerprint : fingerprints) {
            claimOnce("OpenPGP key", fingerprint, person, place);
        }
    }

    private void report(String what, Claim first, Place place) {
        problems.add(place, Shown.escaped(what) + " is " + first.person + "'s already (" + first.place + ")");
    }
}
