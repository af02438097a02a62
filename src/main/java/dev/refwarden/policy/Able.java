package dev.refwarden.policy;

import dev.refwarden.key.EnrolledKey;
import dev.refwarden.key.OpenPgpCertificate;
import dev.refwarden.key.People;
import dev.refwarden.key.Person;
import dev.refwarden.key.PersonId;
import dev.refwarden.key.Purpose;
import dev.refwarden.key.SigningKey;
import dev.refwarden.key.SshPublicKey;
import dev.refwarden.key.X509Identity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Who could do what at one moment, by the state of their keys; what a rule demands of keys is not looked at. */
final class Able {
    private final People people;
    private final Instant now;

    Able(People people, Instant now) {
        this.people = people;
        this.now = now;
    }

    int humans(Collection<PersonId> among) {
        int count = 0;
        for (PersonId id : among) {
            count += isHuman(id) ? 1 : 0;
        }
        return count;
    }

    /** Humans who have not left and hold a key that can sign a statement now. */
    int approvers(Collection<PersonId> among) {
        int count = 0;
        for (PersonId id : among) {
            count += isHuman(id) && canApprove(people.person(id).orElseThrow()) ? 1 : 0;
        }
        return count;
    }

    /** Humans who cannot sign, push or approve by a security key, which something demands of them. */
    List<PersonId> withoutHardware(Collection<PersonId> among, Purpose purpose, boolean flags) {
        List<PersonId> without = new ArrayList<>();
        for (PersonId id : among) {
            Optional<Person> person = people.person(id).filter(known -> !known.robot() && isHere(known));
            if (person.isPresent() && person.get().keys().stream().noneMatch(key -> isHardware(key, purpose, flags))) {
                without.add(id);
            }
        }
        without.sort(Comparator.comparing(PersonId::value));
        return without;
    }

    private boolean isHardware(EnrolledKey key, Purpose purpose, boolean flags) {
        boolean token =
                key.key().signingKeys().stream().anyMatch(part -> part.type().carriesFlags());
        return key.hardware() && isGood(key) && key.purposes().contains(purpose) && (token || !flags);
    }

    boolean isHuman(PersonId id) {
        Optional<Person> person = people.person(id);
        return person.isPresent() && !person.get().robot();
    }

    private boolean canApprove(Person person) {
        for (EnrolledKey key : person.keys()) {
            boolean statements =
                    key.key() instanceof SshPublicKey && key.purposes().contains(Purpose.APPROVALS);
            if (statements && isGood(key) && isHere(person)) {
                return true;
            }
        }
        return false;
    }

    boolean isHere(Person person) {
        return !reached(person.left());
    }

    /** Whether a signature by {@code key} could count now. */
    boolean isGood(EnrolledKey key) {
        boolean over = reached(key.expires()) || reached(key.retired()) || reached(key.compromised());
        return !over
                && !key.enrolled().isAfter(now)
                && (!(key.key() instanceof OpenPgpCertificate) || hasGoodPart(key))
                && (!(key.key() instanceof X509Identity identity) || isGood(identity));
    }

    private boolean isGood(X509Identity identity) {
        boolean listed =
                identity.authority().listsEnd().filter(end -> !end.isAfter(now)).isEmpty();
        return listed && identity.authority().end().isAfter(now);
    }

    private boolean hasGoodPart(EnrolledKey key) {
        for (SigningKey part : key.key().signingKeys()) {
            if (part.revocation().isEmpty() && !reached(part.expires())) {
                return true;
            }
        }
        return false;
    }

    private boolean reached(Optional<Instant> end) {
        return end.isPresent() && !end.get().isAfter(now);
    }
}
