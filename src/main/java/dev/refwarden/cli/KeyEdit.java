package dev.refwarden.cli;

import dev.refwarden.key.EnrolledKey;
import dev.refwarden.key.KeyId;
import dev.refwarden.key.Person;
import dev.refwarden.key.SigningKey;
import dev.refwarden.policy.Configuration;
import dev.refwarden.policy.Place;
import dev.refwarden.policy.PolicyProblems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the commands about keys change in people files. */
final class KeyEdit {
    private final Configuration configuration;
    private final ConfigEdit edit;

    KeyEdit(Path config) throws PolicyProblems {
        this.configuration = Configuration.load(config);
        this.edit = new ConfigEdit(config);
    }

    /** By its id or a full fingerprint, of a subkey too. */
    Optional<EnrolledKey> find(String name) {
        for (Person person : configuration.policy().people().all()) {
            for (EnrolledKey key : person.keys()) {
                if (key.id().value().equals(name) || hasFingerprint(key, name)) {
                    return Optional.of(key);
                }
            }
        }
        return Optional.empty();
    }

    /** Sets {@code retired} or {@code compromised}. */
    void end(EnrolledKey key, String field, Instant time) throws IOException, PolicyProblems {
        Place place =
                Optional.ofNullable(configuration.enrolments().get(key.id())).orElseThrow();
        YamlText text = new YamlText(edit.text(place.file()));
        text.set(
                place.line(),
                place.column(),
                field,
                time.truncatedTo(ChronoUnit.SECONDS).toString());
        edit.change(place.file(), text.toString());
        edit.apply();
    }

    /** Enrols the key in {@code file} for a person, from today on. */
    void add(String person, Path file, KeyId id, boolean hardware) throws IOException, PolicyProblems {
        String people = Configuration.PEOPLE + "/" + person + ".yaml";
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        List<String> item = new ArrayList<>(List.of("id: " + id));
        if (content.startsWith("-----BEGIN PGP")) {
            String copy = "keys/" + id + ".asc";
            edit.change(copy, content);
            item.add("openpgp: " + copy);
        } else {
            item.add("ssh: \"" + content.strip().replace("\"", "") + "\"");
        }
        if (hardware) {
            item.add("hardware: true");
        }
        item.add("enrolled: " + LocalDate.now(ZoneOffset.UTC));
        YamlText text = new YamlText(edit.text(people));
        text.addItem("keys", item);
        edit.change(people, text.toString());
        edit.apply();
    }

    private static boolean hasFingerprint(EnrolledKey key, String name) {
        for (SigningKey signing : key.key().signingKeys()) {
            if (signing.fingerprint().value().equals(name)) {
                return true;
            }
        }
        return key.key().fingerprint().value().equals(name);
    }
}
