package dev.refwarden.policy.edit;

import dev.refwarden.format.ssh.SshKeyFile;
import dev.refwarden.format.ssh.SshPublicKey;
import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.KeyId;
import dev.refwarden.people.Person;
import dev.refwarden.people.PersonId;
import dev.refwarden.people.UnusableKey;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import dev.refwarden.policy.yaml.YamlEdit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the commands about keys change in people files. */
public final class KeyEdit {
    private final Configuration configuration;
    private final ConfigEdit edit;
    private final List<String> notes = new ArrayList<>();

    public KeyEdit(Path config) throws PolicyProblems {
        this.configuration = Configuration.load(config);
        this.edit = new ConfigEdit(config);
    }

    /** By its id or a full fingerprint, of a subkey too. */
    public Optional<EnrolledKey> find(String name) {
        return KeyNames.find(configuration.policy().people(), name);
    }

    /** Every key of a person; absent where nobody is called so. */
    public Optional<List<EnrolledKey>> ofPerson(String id) {
        return configuration.policy().people().person(new PersonId(id)).map(Person::keys);
    }

    /** Sets {@code retired} or {@code compromised} of all of them, or of none. */
    public void end(List<EnrolledKey> keys, String field, Instant time) throws IOException, PolicyProblems {
        for (EnrolledKey key : keys) {
            String people = file(key.person());
            YamlEdit text = YamlEdit.of(edit.text(people));
            text.setInItem(
                    "keys",
                    "id",
                    key.id().value(),
                    field,
                    time.truncatedTo(ChronoUnit.SECONDS).toString());
            edit.change(people, text.text());
        }
        edit.apply();
    }

    /**
     * Enrols every key in the files for a person, from today on: all of them, or none.
     *
     * @param ids what they shall be called, one for each; empty: after the person and the kind of key
     * @param authority of a personal certificate, relative to the configuration; else empty
     * @return what they are called
     * @throws IllegalArgumentException if one cannot be enrolled, with the file and the reason
     */
    public List<KeyId> add(Person person, List<Path> files, List<String> ids, boolean hardware, String authority)
            throws IOException, PolicyProblems {
        Set<String> taken = new HashSet<>();
        configuration
                .policy()
                .people()
                .all()
                .forEach(one -> one.keys().forEach(key -> taken.add(key.id().value())));
        List<byte[]> keys = new ArrayList<>();
        for (Path file : files) {
            keys.addAll(KeyFile.split(Files.readAllBytes(file)));
        }
        if (!ids.isEmpty() && ids.size() != keys.size()) {
            throw new IllegalArgumentException(keys.size() + (keys.size() == 1 ? " key" : " keys") + " and "
                    + ids.size() + " --id: give one for each" + " key, in their order, or none");
        }
        List<KeyId> added = new ArrayList<>();
        for (byte[] key : keys) {
            KeyId id = ids.isEmpty() ? unused(person, KeyFile.kind(key), taken) : new KeyId(ids.get(added.size()));
            KeyFile read = KeyFile.of(key, id, person, authority);
            if (!read.note().isEmpty()) {
                notes.add(read.note());
            }
            if (!read.copyName().isEmpty()) {
                edit.change(read.copyName(), read.copy());
            }
            enrol(person, id, read.lines(), hardware, today(), Optional.empty());
            added.add(id);
        }
        edit.apply();
        return added;
    }

    /** What whoever added keys should know of them. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** An id for a key of this person that nobody has; it is taken from then on. */
    public static KeyId unused(Person person, String kind, Set<String> taken) {
        String name = person.id() + "-" + kind;
        String id = name;
        for (int i = 2; !taken.add(id); i++) {
            id = name + "-" + i;
        }
        return new KeyId(id);
    }

    /** Enrols a key once {@link #apply} is called. */
    public void plan(Person person, KeyId id, OfferedKey key, String enrolled, boolean hardware) throws IOException {
        List<String> lines = new ArrayList<>();
        if (key.key() instanceof SshPublicKey) {
            lines.add("ssh: \"" + key.text() + "\"");
        } else {
            String copy = "keys/" + id + ".asc";
            edit.change(copy, key.text());
            lines.add("openpgp: " + copy);
        }
        if (!key.approves()) {
            lines.add("for: [commits, tags, pushes]");
        }
        enrol(person, id, lines, hardware, enrolled, key.until());
    }

    /** Puts what is planned in place, all of it or nothing. */
    public void apply() throws IOException, PolicyProblems {
        edit.apply();
    }

    /**
     * What becomes of a line of an allowed-signers file.
     *
     * @param file its name
     */
    public record Imported(String file, int line, String words, boolean enrolled) {}

    /**
     * Enrols the keys of allowed-signers files for the people whose addresses they name: every one of them, or, where a line
     * cannot be enrolled, none.
     */
    public List<Imported> addAll(List<Path> files) throws IOException, PolicyProblems, UnusableKey {
        List<Imported> imported = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        Map<SshPublicKey, PersonId> keys = new HashMap<>();
        for (Person person : configuration.policy().people().all()) {
            for (EnrolledKey key : person.keys()) {
                taken.add(key.id().value());
                if (key.key() instanceof SshPublicKey ssh) {
                    keys.put(ssh, person.id());
                }
            }
        }
        for (Path file : files) {
            for (SshKeyFile.Line line : SshKeyFile.lines(Files.readAllBytes(file))) {
                imported.add(add(String.valueOf(file.getFileName()), line, taken, keys));
            }
        }
        if (imported.stream().allMatch(Imported::enrolled)) {
            edit.apply();
        }
        return imported;
    }

    private Imported add(String file, SshKeyFile.Line line, Set<String> taken, Map<SshPublicKey, PersonId> keys)
            throws IOException {
        try {
            return new Imported(file, line.number(), add(AllowedSigner.of(line.text()), taken, keys), true);
        } catch (UnusableKey e) {
            return new Imported(file, line.number(), String.valueOf(e.getMessage()), false);
        }
    }

    private String add(AllowedSigner signer, Set<String> taken, Map<SshPublicKey, PersonId> keys)
            throws IOException, UnusableKey {
        Person person = person(signer);
        PersonId before = keys.putIfAbsent(signer.key(), person.id());
        if (before != null && !before.equals(person.id())) {
            throw new UnusableKey("the key is that of " + before + ", and a key belongs to one person");
        }
        if (before != null) {
            return "the key of " + person.id() + " is enrolled already";
        }
        String name = person.id() + "-" + signer.key().type().keyType().yamlName();
        String id = name;
        for (int i = 2; !taken.add(id); i++) {
            id = name + "-" + i;
        }
        String ssh = "ssh: \"" + SshKeyFile.enrolled(signer.line()) + "\"";
        enrol(
                person,
                new KeyId(id),
                signer.approves() ? List.of(ssh) : List.of(ssh, "for: [commits, tags, pushes]"),
                false,
                signer.from().map(Instant::toString).orElseGet(() -> dayBefore(signer.until())),
                signer.until());
        return id + " is enrolled for " + person.id() + (signer.approves() ? "" : ", not for approvals");
    }

    private Person person(AllowedSigner signer) throws UnusableKey {
        List<Person> people = signer.principals().stream()
                .flatMap(email -> configuration.policy().people().byEmail(email).stream())
                .distinct()
                .toList();
        if (people.size() > 1) {
            throw new UnusableKey("it names " + people.get(0).id() + " and "
                    + people.get(1).id() + ", and a key belongs to one person");
        }
        if (people.isEmpty()) {
            throw new UnusableKey(
                    "nobody here has the address " + signer.principals().get(0));
        }
        return people.get(0);
    }

    /** Today, or a day before the key's life ended. */
    private static String dayBefore(Optional<Instant> until) {
        return until.filter(end -> !end.isAfter(Instant.now().truncatedTo(ChronoUnit.DAYS)))
                .map(end -> end.minus(1, ChronoUnit.DAYS).toString())
                .orElse(today());
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
