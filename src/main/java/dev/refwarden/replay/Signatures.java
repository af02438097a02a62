package dev.refwarden.replay;

import dev.refwarden.format.SignatureCheck;
import dev.refwarden.format.TokenFlags;
import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.People;
import dev.refwarden.people.Person;
import dev.refwarden.people.Purpose;
import dev.refwarden.people.SigningKey;
import dev.refwarden.policy.tests.PolicyCase.By;
import dev.refwarden.policy.tests.PolicyCase.Signing;
import java.util.List;
import java.util.Optional;

/** What checking a signature would have shown, had someone made it. */
final class Signatures {
    private final People people;

    Signatures(People people) {
        this.people = people;
    }

    /** Good where a person with a key made it. */
    SignatureCheck of(Signing signing, Purpose purpose) {
        if (signing.by() == By.NOBODY) {
            return new SignatureCheck.Absent();
        }
        Optional<SignatureCheck.Valid> valid =
                signing.person().flatMap(people::person).flatMap(person -> by(person, signing, purpose));
        return valid.isPresent() ? valid.get() : new SignatureCheck.UnknownKey("a key that is not enrolled");
    }

    /** By the key that is named, else by the first of the person's that may sign such things. */
    private static Optional<SignatureCheck.Valid> by(Person person, Signing signing, Purpose purpose) {
        Optional<EnrolledKey> first = Optional.empty();
        for (EnrolledKey key : person.keys()) {
            boolean named = signing.key().filter(key.id().value()::equals).isPresent();
            if (named
                    || (signing.key().isEmpty()
                            && first.isEmpty()
                            && key.purposes().contains(purpose))) {
                first = Optional.of(key);
            }
        }
        return first.flatMap(key -> valid(key, signing));
    }

    private static Optional<SignatureCheck.Valid> valid(EnrolledKey enrolled, Signing signing) {
        List<SigningKey> keys = enrolled.key().signingKeys();
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        SigningKey key = keys.get(keys.size() - 1);
        Optional<TokenFlags> flags = key.type().carriesFlags()
                ? Optional.of(new TokenFlags(signing.touch() || signing.pin(), signing.pin(), 1))
                : Optional.empty();
        return Optional.of(new SignatureCheck.Valid(enrolled, key, flags));
    }
}
