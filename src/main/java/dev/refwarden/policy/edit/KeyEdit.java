package dev.refwarden.policy.edit;

import dev.refwarden.format.KeyFiles;
import dev.refwarden.format.KeyOffer;
import dev.refwarden.format.OfferedKey;
import dev.refwarden.format.PeopleEntry;
import dev.refwarden.format.PrivateKeys;
import dev.refwarden.format.SignatureFormats;
import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.KeyId;
import dev.refwarden.people.Person;
import dev.refwarden.people.PersonId;
import dev.refwarden.people.PublicKey;
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

    /** Every key of a person; absent where no such person: so. */
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
            keys.addAll(split(Files.readAllBytes(file)));
        }
        if (!ids.isEmpty() && ids.size() != keys.size()) {
            throw new IllegalArgumentException(keys.size() + (keys.size() == 1 ? " key" : " keys") + " and "
                    + ids.size() + " --id: give one for each" + " key, in their order, or none");
        }
        List<KeyId> added = new ArrayList<>();
        for (byte[] key : keys) {
            KeyFiles format = SignatureFormats.keyFiles(key);
            KeyId id = ids.isEmpty() ? unused(person, format.kind(key), taken) : new KeyId(ids.get(added.size()));
            PeopleEntry entry = entry(format, key, new PeopleEntry.Wanted(id, person, authority));
            if (!entry.note().isEmpty()) {
                notes.add(entry.note());
            }
            enrol(person, id, lines(entry, true), hardware, today(), Optional.empty());
            added.add(id);
        }
        edit.apply();
        return added;
    }

    /** What whoever added keys should know of them. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    private static List<byte[]> split(byte[] file) {
        return SignatureFormats.keyFiles(file).split(file);
    }

    private static PeopleEntry entry(KeyFiles format, byte[] key, PeopleEntry.Wanted wanted) {
        if (PrivateKeys.isIn(key)) {
            throw new IllegalArgumentException(PrivateKeys.words(key));
        }
        try {
            return format.entry(key, wanted);
        } catch (UnusableKey e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** An id for a key of this person that no one has; it is taken from then on. */
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
        OfferedKey.Terms terms = key.terms();
        enrol(person, id, lines(key.entry().apply(id), terms.approves()), hardware, enrolled, terms.until());
    }

    private List<String> lines(PeopleEntry entry, boolean approves) throws IOException {
        if (!entry.copyName().isEmpty()) {
            edit.change(entry.copyName(), entry.copy());
        }
        return approves ? List.of(entry.line()) : List.of(entry.line(), "for: [commits, tags, pushes]");
    }

    /** Puts what is planned in place, all of it or nothing. */
    public void apply() throws IOException, PolicyProblems {
        edit.apply();
    }

    /**
     * What becomes of a key in a file that names itself whom its keys belong to.
     *
     * @param place of the key in the file
     */
    public record Imported(String place, String words, boolean enrolled) {}

    /** Enrols keys for the people whose addresses they come with: every one of them, or, where one cannot be enrolled, none. */
    public List<Imported> addAll(List<KeyOffer> offers) throws IOException, PolicyProblems {
        List<Imported> imported = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        Map<PublicKey, PersonId> keys = new HashMap<>();
        for (Person person : configuration.policy().people().all()) {
            for (EnrolledKey key : person.keys()) {
                taken.add(key.id().value());
                keys.put(key.key(), person.id());
            }
        }
        for (KeyOffer offer : offers) {
            imported.add(add(offer, taken, keys));
        }
        if (imported.stream().allMatch(Imported::enrolled)) {
            edit.apply();
        }
        return imported;
    }

    private Imported add(KeyOffer offer, Set<String> taken, Map<PublicKey, PersonId> keys) throws IOException {
        try {
            OfferedKey key = offer.key().orElseThrow(() -> new UnusableKey(offer.why()));
            return new Imported(offer.place(), add(key, taken, keys), true);
        } catch (UnusableKey e) {
            return new Imported(offer.place(), String.valueOf(e.getMessage()), false);
        }
    }

    private String add(OfferedKey key, Set<String> taken, Map<PublicKey, PersonId> keys)
            throws IOException, UnusableKey {
        OfferedKey.Terms terms = key.terms();
        Person person = person(terms);
        PersonId before = keys.putIfAbsent(key.key(), person.id());
        if (before != null && !before.equals(person.id())) {
            throw new UnusableKey("the key is that of " + before + ", and a key belongs to one person");
        }
        if (before != null) {
            return "the key of " + person.id() + " is enrolled already";
        }
        KeyId id = unused(person, key.kind(), taken);
        plan(person, id, key, terms.from().map(Instant::toString).orElseGet(() -> dayBefore(terms.until())), false);
        return id + " is enrolled for " + person.id() + (terms.approves() ? "" : ", not for approvals");
    }

    private Person person(OfferedKey.Terms terms) throws UnusableKey {
        List<Person> people = terms.addresses().stream()
                .flatMap(email -> configuration.policy().people().byEmail(email).stream())
                .distinct()
                .toList();
        if (people.size() > 1) {
            throw new UnusableKey("it names " + people.get(0).id() + " and "
                    + people.get(1).id() + ", and a key belongs to one person");
        }
        if (people.isEmpty()) {
            throw new UnusableKey(
                    "no enrolled person has the address " + terms.addresses().get(0));
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
