package dev.refwarden.policy;

import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.People;
import dev.refwarden.people.Person;
import dev.refwarden.people.PersonId;
import dev.refwarden.people.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Who could do what at one moment, by the state of their keys; what a rule demands of keys is not looked at. */
public final class Capabilities {
    private final People people;
    private final Instant now;

    public Capabilities(People people, Instant now) {
        this.people = people;
        this.now = now;
    }

    public int humans(Collection<PersonId> among) {
        int count = 0;
        for (PersonId id : among) {
            count += isHuman(id) ? 1 : 0;
        }
        return count;
    }

    /** Humans who have not left and hold a key of those that count, with which they can sign a statement now. */
    public int approvers(Collection<PersonId> among, Rule.Keys counting) {
        int count = 0;
        for (PersonId id : among) {
            boolean able = isHuman(id)
                    && has(
                            people.person(id).orElseThrow(),
                            key -> key.key().signsStatements() && counts(key, Purpose.APPROVALS, counting));
            count += able ? 1 : 0;
        }
        return count;
    }

    /** Whether anybody of these could sign such objects now, with a key of those that count. */
    public boolean canAnySign(Collection<PersonId> among, Purpose purpose, Rule.Keys counting) {
        boolean flags = counting.touch() || counting.pin();
        return among.stream()
                .flatMap(id -> people.person(id).stream())
                .anyMatch(person -> has(
                        person,
                        key -> counts(key, purpose, counting)
                                && (!counting.hardware() || key.hardware())
                                && (!flags || carriesFlags(key))));
    }

    private boolean has(Person person, Predicate<EnrolledKey> suitable) {
        return isHere(person) && person.keys().stream().anyMatch(suitable);
    }

    /** By its life, its purposes, its kind and its age; what a token says of itself is not looked at. */
    private boolean counts(EnrolledKey key, Purpose purpose, Rule.Keys counting) {
        boolean cool = !now.isBefore(key.enrolled().plus(counting.coolDown()));
        boolean young = counting.maxAge().isEmpty()
                || now.isBefore(key.enrolled().plus(counting.maxAge().get()));
        return isGood(key)
                && cool
                && young
                && key.purposes().contains(purpose)
                && key.key().signingKeys().stream().anyMatch(counting::admit);
    }

    private static boolean carriesFlags(EnrolledKey key) {
        return key.key().signingKeys().stream().anyMatch(part -> part.type().carriesFlags());
    }

    /** Humans who cannot sign, push or approve by a security key, which something demands of them. */
    public List<PersonId> withoutHardware(Collection<PersonId> among, Purpose purpose, boolean flags) {
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
        return key.hardware() && isGood(key) && key.purposes().contains(purpose) && (carriesFlags(key) || !flags);
    }

    public boolean isHuman(PersonId id) {
        Optional<Person> person = people.person(id);
        return person.isPresent() && !person.get().robot();
    }

    public boolean isHere(Person person) {
        return !reached(person.left());
    }

    /** Whether a signature by {@code key} could count now. */
    public boolean isGood(EnrolledKey key) {
        boolean over = reached(key.expires()) || reached(key.retired()) || reached(key.compromised());
        return !over && !key.enrolled().isAfter(now) && key.key().isUsable(now);
    }

    private boolean reached(Optional<Instant> end) {
        return end.isPresent() && !end.get().isAfter(now);
    }
}
