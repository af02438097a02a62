package dev.refwarden.cli;

import dev.refwarden.key.EnrolledKey;
import dev.refwarden.key.KeyId;
import dev.refwarden.key.Person;
import dev.refwarden.key.PersonId;
import dev.refwarden.key.SshPublicKey;
import dev.refwarden.key.UnusableKey;
import dev.refwarden.policy.Configuration;
import dev.refwarden.policy.PolicyProblems;
import dev.refwarden.policy.YamlEdit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
        return KeyNames.find(configuration.policy().people(), name);
    }

    /** Sets {@code retired} or {@code compromised}. */
    void end(EnrolledKey key, String field, Instant time) throws IOException, PolicyProblems {
        String people = file(key.person());
        YamlEdit text = YamlEdit.of(edit.text(people));
        text.setInItem(
                "keys",
                "id",
                key.id().value(),
                field,
                time.truncatedTo(ChronoUnit.SECONDS).toString());
        edit.change(people, text.text());
        edit.apply();
    }

    /**
     * Enrols the key in {@code file} for a person, from today on.
     *
     * @param authority of a personal certificate, relative to the configuration; else empty
     */
    void add(Person person, Path file, KeyId id, boolean hardware, String authority)
            throws IOException, PolicyProblems {
        KeyFile read = KeyFile.of(Files.readAllBytes(file), id, person, authority);
        if (!read.copyName().isEmpty()) {
            edit.change(read.copyName(), read.copy());
        }
        enrol(person, id, read.lines(), hardware, today(), Optional.empty());
        edit.apply();
    }

    /** What became of a line of an allowed-signers file; {@code id} is absent where nothing was enrolled. */
    record Imported(int line, String words, boolean enrolled) {}

    /** Enrols the keys of an allowed-signers file for the people whose addresses it names, all at once. */
    List<Imported> addAll(Path file) throws IOException, PolicyProblems {
        List<Imported> imported = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        Set<SshPublicKey> keys = new HashSet<>();
        for (Person person : configuration.policy().people().all()) {
            for (EnrolledKey key : person.keys()) {
                taken.add(key.id().value());
                if (key.key() instanceof SshPublicKey ssh) {
                    keys.add(ssh);
                }
            }
        }
        int number = 0;
        for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                imported.add(add(number, line, taken, keys));
            }
        }
        edit.apply();
        return imported;
    }

    private Imported add(int number, String line, Set<String> taken, Set<SshPublicKey> keys) throws IOException {
        try {
            AllowedSigner signer = AllowedSigner.of(line);
            List<Person> people = signer.principals().stream()
                    .flatMap(email -> configuration.policy().people().byEmail(email).stream())
                    .distinct()
                    .toList();
            if (people.size() > 1) {
                return new Imported(
                        number,
                        "it names " + people.get(0).id() + " and "
                                + people.get(1).id() + ", and a key belongs to one person",
                        false);
            }
            Optional<Person> person = people.stream().findFirst();
            if (person.isEmpty()) {
                return new Imported(
                        number,
                        "nobody here has the address " + signer.principals().get(0),
                        false);
            }
            if (!keys.add(signer.key())) {
                return new Imported(number, "the key of " + person.get().id() + " is enrolled already", true);
            }
            String name =
                    person.get().id() + "-" + signer.key().type().keyType().yamlName();
            String id = name;
            for (int i = 2; !taken.add(id); i++) {
                id = name + "-" + i;
            }
            String ssh = "ssh: \"" + signer.line() + "\"";
            enrol(
                    person.get(),
                    new KeyId(id),
                    signer.approves() ? List.of(ssh) : List.of(ssh, "for: [commits, tags, pushes]"),
                    false,
                    signer.from().map(Instant::toString).orElse(today()),
                    signer.until());
            return new Imported(
                    number,
                    id + " is enrolled for " + person.get().id() + (signer.approves() ? "" : ", not for approvals"),
                    true);
        } catch (UnusableKey e) {
            return new Imported(number, String.valueOf(e.getMessage()), false);
        }
    }

    private void enrol(
            Person person, KeyId id, List<String> lines, boolean hardware, String enrolled, Optional<Instant> expires)
            throws IOException {
        List<String> item = new ArrayList<>(List.of("id: " + id));
        item.addAll(lines);
        if (hardware) {
            item.add("hardware: true");
        }
        item.add("enrolled: " + enrolled);
        expires.ifPresent(end -> item.add("expires: " + end));
        String people = file(person.id());
        YamlEdit text = YamlEdit.of(edit.text(people));
        text.addItem("keys", item);
        edit.change(people, text.text());
    }

    private static String file(PersonId person) {
        return Configuration.PEOPLE + "/" + person + ".yaml";
    }

    private static String today() {
        return LocalDate.now(ZoneOffset.UTC).toString();
    }
}
