package dev.refwarden.policy.read;

import dev.refwarden.format.PublicKeyReader;
import dev.refwarden.format.SignatureFormat;
import dev.refwarden.format.SignatureFormats;
import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.KeyId;
import dev.refwarden.people.PersonId;
import dev.refwarden.people.PublicKey;
import dev.refwarden.people.Purpose;
import dev.refwarden.policy.Identifiers;
import dev.refwarden.policy.yaml.DisplayText;
import dev.refwarden.policy.yaml.Place;
import dev.refwarden.policy.yaml.Section;
import dev.refwarden.policy.yaml.Words;
import dev.refwarden.policy.yaml.Yaml;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads one entry of a person's {@code keys}. */
final class KeyReader {
    private static final Words<Purpose> PURPOSES = new Words<>(
            List.of("commits", "tags", "pushes", "approvals"),
            List.of(Purpose.COMMITS, Purpose.TAGS, Purpose.PUSHES, Purpose.APPROVALS));
    /** One set for all the keys that are for everything. */
    static final Set<Purpose> EVERYTHING = Set.copyOf(EnumSet.allOf(Purpose.class));

    private static final Words<Boolean> AT_SIGNING_TIME =
            new Words<>(List.of("signing-time", "now"), List.of(true, false));

    private static final Duration USUAL_WITHIN = Duration.ofDays(3);

    private final YamlKeyEntry.Sources sources;
    private final Map<SignatureFormat, PublicKeyReader> readers = new LinkedHashMap<>();

    KeyReader(YamlKeyEntry.Sources sources) {
        this.sources = sources;
        SignatureFormats.ALL.forEach(format -> readers.put(format, format.keyReader()));
    }

    Optional<EnrolledKey> read(Section key, PersonId person) {
        Optional<KeyId> id = id(key, person);
        Optional<Duration> judgedWithin = judgedWithin(key);
        Optional<PublicKey> publicKey = publicKey(key, person, judgedWithin);
        boolean hardware = key.flag("hardware", false);
        Optional<Instant> enrolled = key.require("enrolled").moment("enrolled");
        Optional<Instant> expires = key.moment("expires");
        Optional<Instant> retired = key.moment("retired");
        Optional<Instant> compromised = key.moment("compromised");
        Set<Purpose> purposes = purposes(key);
        key.end();
        if (id.isEmpty() || publicKey.isEmpty() || enrolled.isEmpty() || purposes.isEmpty()) {
            return Optional.empty();
        }
        if (expires.isPresent() && !expires.get().isAfter(enrolled.get())) {
            sources.problems().add(key.place("expires"), "expires must be later than enrolled");
        }
        if (retired.isPresent() && retired.get().isBefore(enrolled.get())) {
            sources.problems().add(key.place("retired"), "retired must not be earlier than enrolled");
        }
        return Optional.of(new EnrolledKey(
                id.get(), person, publicKey.get(), hardware, enrolled.get(), expires, retired, compromised, purposes));
    }

    private Optional<KeyId> id(Section key, PersonId person) {
        Optional<String> id = key.require("id").text("id");
        if (id.isEmpty()) {
            return Optional.empty();
        }
        Place place = key.place("id");
        if (!Identifiers.isKey(id.get())) {
            sources.problems()
                    .add(
                            place,
                            DisplayText.quoted(id.get()) + " is not a key id: letters, digits, and . _ - @ + inside, "
                                    + "and nothing that looks like a fingerprint");
        }
        sources.owners().claimOnce("key id", id.get(), new Owners.Claim(person, place), () -> "key id " + id.get());
        return Optional.of(new KeyId(id.get()));
    }

    private Optional<PublicKey> publicKey(Section key, PersonId person, Optional<Duration> judgedWithin) {
        List<String> given = new ArrayList<>();
        Supplier<Optional<PublicKey>> reading = Optional::empty;
        for (Map.Entry<SignatureFormat, PublicKeyReader> format : readers.entrySet()) {
            String name = format.getKey().name();
            Optional<Yaml> value = key.take(name);
            if (key.has(name)) {
                given.add(name);
                reading = () -> value.flatMap(node -> format.getValue()
                        .read(new YamlKeyEntry(
                                name, node, judgedWithin, new Owners.Claim(person, node.place()), sources)));
            }
        }
        if (given.size() != 1) {
            String formats = Words.anyOf(SignatureFormats.names());
            String found = given.isEmpty() ? "needs one of " + formats : "can be one of " + formats + " only";
            sources.problems().add(key.place(), "a key " + found);
            return Optional.empty();
        }
        return reading.get();
    }

    private Set<Purpose> purposes(Section key) {
        List<Purpose> purposes = key.words("for", key.filledList("for"), PURPOSES);
        if (key.has("for")) {
            return purposes.isEmpty() ? Set.of() : EnumSet.copyOf(purposes);
        }
        return EVERYTHING;
    }

    /** How long after its own time a signature counts; absent where it is judged when it comes. */
    private Optional<Duration> judgedWithin(Section key) {
        boolean atSigningTime = key.word("judged-at", AT_SIGNING_TIME, false);
        Optional<Duration> within = key.positiveDuration("judged-within");
        List<String> formats = key.has("judged-at") ? judgedAtSigningTime() : List.of();
        if (key.has("judged-at") && formats.stream().noneMatch(key::has)) {
            sources.problems().add(key.place("judged-at"), "judged-at is for " + Words.allOf(formats) + " keys only");
        } else if (within.isPresent() && !atSigningTime) {
            sources.problems().add(key.place("judged-within"), "judged-within needs judged-at: signing-time");
        }
        return atSigningTime ? Optional.of(within.orElse(USUAL_WITHIN)) : Optional.empty();
    }

    private static List<String> judgedAtSigningTime() {
        return SignatureFormats.ALL.stream()
                .filter(SignatureFormat::isJudgedAtSigningTime)
                .map(SignatureFormat::name)
                .toList();
    }
}
