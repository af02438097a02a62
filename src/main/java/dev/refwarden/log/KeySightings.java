package dev.refwarden.log;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.key.EnrolledKey;
import dev.refwarden.key.Fingerprint;
import dev.refwarden.key.People;
import dev.refwarden.key.Person;
import dev.refwarden.key.PersonId;
import dev.refwarden.key.SigningKey;
import dev.refwarden.key.SshPublicKey;
import dev.refwarden.key.X509Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * When the server first met each key with its person: STATE's {@code keys} file, worked out anew from
 * the log where it is lost.
 */
public final class KeySightings {
    private static final String FIELD = "keys";

    private final KeySightingsFile known;
    private final List<String> met;
    private final boolean installation;
    private final boolean stored;
    private volatile Map<String, Map<Fingerprint, Instant>> byPerson = Map.of();

    private KeySightings(KeySightingsFile known, List<String> met, boolean installation, boolean stored) {
        this.known = known;
        this.met = met;
        this.installation = installation;
        this.stored = stored;
    }

    /**
     * What is known, with the keys that are met just now. Those are remembered once a line of the log says
     * so. Costs the reading of one file where the policy is the one of the last accepted push.
     *
     * @param digest of the policy
     */
    public static KeySightings of(StateFolder state, String digest, People people, Instant now) throws IOException {
        Optional<KeySightingsFile> known = KeySightingsFile.read(state.keys());
        return known.isPresent() && known.get().digest().equals(digest)
                ? new KeySightings(known.get(), List.of(), false, true)
                : renewed(state, known, digest, people, now);
    }

    /** Says in a line of the log which keys were met. */
    void writeTo(JsonGenerator json) throws IOException {
        if (met.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart(FIELD);
        json.writeBooleanField("installation", installation);
        json.writeArrayFieldStart("met");
        for (String key : met) {
            json.writeString(key);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Puts the file in place, unless all this was read from there. Only under the lock of the log. */
    void store(StateFolder state) throws IOException {
        if (stored) {
            return;
        }
        Optional<KeySightingsFile> there = KeySightingsFile.read(state.keys());
        there.ifPresent(file ->
                file.times().forEach((key, time) -> known.times().merge(key, time, Math::min)));
        byte[] content = known.bytes();
        if (!Files.exists(state.keys()) || !Arrays.equals(content, Files.readAllBytes(state.keys()))) {
            state.replace(state.keys(), content);
        }
    }

    /** The same people, whose keys know when they were first met. */
    public People remembered(People people) {
        if (known.times().values().stream().allMatch(time -> time == 0)) {
            return people;
        }
        List<Person> remembered = new ArrayList<>();
        for (Person person : people.all()) {
            remembered.add(
                    person.withKeys(person.keys().stream().map(this::remembered).toList()));
        }
        return new People(remembered);
    }

    /** The same key, which knows when it was first met. */
    public EnrolledKey remembered(EnrolledKey key) {
        if (key.key() instanceof SshPublicKey) {
            Fingerprint fingerprint = key.key().fingerprint();
            Long time = known.times().get(nameOf(fingerprint, key.person()));
            return time == null || time == 0 ? key : key.seen(Map.of(fingerprint, Instant.ofEpochMilli(time)));
        }
        Map<Fingerprint, Instant> times = byPerson().get(key.person().value());
        return times == null ? key : key.seen(times);
    }

    /** Keys that were met after the installation. */
    private Map<String, Map<Fingerprint, Instant>> byPerson() {
        if (byPerson.isEmpty()) {
            Map<String, Map<Fingerprint, Instant>> all = new HashMap<>();
            known.times().forEach((key, time) -> {
                int blank = key.lastIndexOf(' ');
                if (time != 0 && blank > 0) {
                    all.computeIfAbsent(key.substring(blank + 1), person -> new HashMap<>())
                            .put(new Fingerprint(key.substring(0, blank)), Instant.ofEpochMilli(time));
                }
            });
            byPerson = all;
        }
        return byPerson;
    }

    /** Whether the key's own certificate says that it is compromised. */
    public boolean hasRevokedKeys() {
        return !known.revoked().isEmpty();
    }

    private static KeySightings renewed(
            StateFolder state, Optional<KeySightingsFile> stored, String digest, People people, Instant now)
            throws IOException {
        Logged logged = stored.isPresent() ? new Logged() : logged(state);
        Map<String, Long> times =
                new LinkedHashMap<>(stored.isPresent() ? stored.get().times() : logged.times);
        boolean installation = stored.isEmpty() && times.isEmpty() && !logged.accepted;
        Set<String> revoked = new HashSet<>();
        List<String> met = new ArrayList<>();
        for (Person person : people.all()) {
            for (EnrolledKey enrolled : person.keys()) {
                for (SigningKey key : enrolled.key().signingKeys()) {
                    String name = nameOf(key.fingerprint(), person.id());
                    if (times.putIfAbsent(name, installation ? 0 : now.toEpochMilli()) == null) {
                        met.add(name);
                    }
                    if (isCompromised(enrolled, key)) {
                        revoked.add(name);
                    }
                }
            }
        }
        return new KeySightings(new KeySightingsFile(digest, times, revoked), met, installation, false);
    }

    private static String nameOf(Fingerprint fingerprint, PersonId person) {
        return fingerprint + " " + person;
    }

    /** By its own certificate's word, as far as the people file does not soften it. */
    private static boolean isCompromised(EnrolledKey enrolled, SigningKey key) {
        if (enrolled.key() instanceof X509Identity identity) {
            return identity.callsAnyCompromised();
        }
        return key.revocation().filter(enrolled::isEndedForEver).isPresent();
    }

    /** What the log says. */
    private static final class Logged {
        private final Map<String, Long> times = new LinkedHashMap<>();
        private boolean accepted;
    }

    private static Logged logged(StateFolder state) throws IOException {
        Logged logged = new Logged();
        LogReader.read(state, line -> {
            logged.accepted |= line.text("verdict").equals("accepted")
                    || line.text("verdict").equals("observed");
            if (line.fields().get(FIELD) instanceof Map<?, ?> keys && keys.get("met") instanceof List<?> met) {
                boolean installed = keys.get("installation") == Boolean.TRUE;
                long time = installed ? 0 : Instant.parse(line.text("time")).toEpochMilli();
                met.forEach(key -> logged.times.putIfAbsent(String.valueOf(key), time));
            }
        });
        return logged;
    }
}
