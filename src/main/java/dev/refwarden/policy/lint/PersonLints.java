package dev.refwarden.policy.lint;

import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.Person;
import dev.refwarden.people.SigningKey;
import dev.refwarden.people.UnusableKey;
import dev.refwarden.policy.Capabilities;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PartPlaces;
import dev.refwarden.policy.yaml.Place;
import dev.refwarden.policy.yaml.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What to say of people and their keys. */
final class PersonLints {
    private static final Duration SOON = Duration.ofDays(30);

    private final Configuration configuration;
    private final Lints lints;
    private final Instant now;
    private final Capabilities able;

    PersonLints(Configuration configuration, Lints lints, Instant now) {
        this.configuration = configuration;
        this.lints = lints;
        this.now = now;
        this.able = new Capabilities(configuration.policy().people(), now);
    }

    void look() {
        for (Person person : configuration.policy().people().all()) {
            PartPlaces places =
                    PartPlaces.of(configuration.folder(), file(person).file());
            boolean good = false;
            for (EnrolledKey key : person.keys()) {
                look(key, places.ofItem("keys", "id", key.id().value()), places);
                good |= able.isGood(key);
            }
            if (!good && able.isHere(person)) {
                lints.add(file(person), person.id() + " has no key that counts today");
            }
        }
    }

    private void look(EnrolledKey key, Place place, PartPlaces places) {
        Optional<String> doubt = key.hardware() ? key.key().hardwareDoubt() : Optional.empty();
        doubt.ifPresent(why -> lints.add(places.of(place, "hardware"), key.id() + ": hardware: true, but " + why));
        for (String remark : key.key().remarks(now)) {
            lints.add(place, key.id() + ": " + remark);
        }
        try {
            key.key().validate();
        } catch (UnusableKey e) {
            lints.add(place, key.id() + " can never count: " + e.getMessage());
        }
        if (able.isGood(key) && configuration.policy().countsNowhere(key.key())) {
            lints.add(place, key.id() + " counts nowhere: no rule takes " + kinds(key));
        }
        Optional<Instant> end = able.isGood(key) ? end(key) : Optional.empty();
        if (end.isPresent() && end.get().isBefore(now.plus(SOON))) {
            lints.add(places.of(place, "expires"), key.id() + " expires at " + end.get() + ", within 30 days");
        }
    }

    /** When the last part of a key that is good now ends, by the people file or by its own word. */
    private Optional<Instant> end(EnrolledKey key) {
        Instant last = Instant.MIN;
        for (SigningKey part : key.key().signingKeys()) {
            Instant end = part.expires().orElse(Instant.MAX);
            last = part.revocation().isEmpty() && end.isAfter(last) ? end : last;
        }
        Instant own = last.equals(Instant.MIN) ? Instant.MAX : last;
        Instant given = key.expires().orElse(Instant.MAX);
        Instant end = given.isBefore(own) ? given : own;
        return end.equals(Instant.MAX) ? Optional.empty() : Optional.of(end);
    }

    private static String kinds(EnrolledKey key) {
        return Words.allOf(key.key().signingKeys().stream()
                .map(part -> part.rsaBits() > 0
                        ? "RSA of " + part.rsaBits() + " bits"
                        : part.type().yamlName())
                .distinct()
                .toList());
    }

    private static Place file(Person person) {
        return Place.of(Configuration.PEOPLE + "/" + person.id() + ".yaml");
    }
}
