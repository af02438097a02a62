package dev.refwarden.cli;

import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.Person;
import dev.refwarden.policy.read.Configuration;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The keys of the people in the examples: of no one who is anybody's colleague. */
final class ExampleKeys {
    private static final String LIST = "example-keys";

    private ExampleKeys() {}

    /** @throws IllegalArgumentException if one is enrolled, with its person */
    static void refuse(Configuration configuration) {
        Set<String> fingerprints = fingerprints();
        List<String> found = new ArrayList<>();
        for (Person person : configuration.policy().people().all()) {
            for (EnrolledKey key : person.keys()) {
                if (fingerprints.contains(key.key().fingerprint().value())) {
                    found.add(key.id() + " of " + person.id());
                }
            }
        }
        if (!found.isEmpty()) {
            throw new IllegalArgumentException("these keys come with the examples, and nobody here holds them: "
                    + String.join(", ", found) + "; enrol your own in their place (people/)");
        }
    }

    private static Set<String> fingerprints() {
        try (InputStream list = Objects.requireNonNull(ExampleKeys.class.getResourceAsStream(LIST))) {
            return new HashSet<>(new String(list.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
