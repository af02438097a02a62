package dev.refwarden.log;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.key.EnrolledKey;
import dev.refwarden.key.Fingerprint;
import dev.refwarden.key.People;
import dev.refwarden.key.Person;
import dev.refwarden.key.SigningKey;
import dev.refwarden.key.X509Identity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
 *
 * <pre>
 * refwarden keys 2 DIGEST        the policy for which the file is complete
 * FINGERPRINT PERSON TIME MARK   milliseconds since 1970, 0 for keys that were there at installation;
 *                                revoked where its own certificate calls it compromised, else good
 * end HASH                       SHA-256 of all lines before
 * </pre>
 */
public final class KeySightings {
    private static final String FIRST_LINE = "refwarden keys 2 ";
    private static final String LAST_LINE = "end ";
    private static final String FIELD = "keys";

    private final String digest;
    private final Map<String, Long> times;
    private final Set<String> revoked;
    private final List<String> met;
    private final boolean installation;

    private KeySightings(
            String digest, Map<String, Long> times, Set<String> revoked, List<String> met, boolean installation) {
        this.digest = digest;
        this.times = times;
        this.revoked = revoked;
        this.met = met;
        this.installation = installation;
    }

    /**
     * What is known, with the keys that are met just now. Those are remembered once a line of the log says
     * so. Costs the reading of one file where the policy is the one of the last accepted push.
     *
     * @param digest of the policy
     */
    public static KeySightings of(StateFolder state, String digest, People people, Instant now) throws IOException {
        Optional<KeySightings> known = read(state);
        return known.isPresent() && known.get().digest.equals(digest)
                ? known.get()
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

    /** Puts the file in place. Only under the lock of the log. */
    void store(StateFolder state) throws IOException {
        read(state).ifPresent(stored -> stored.times.forEach((key, time) -> times.merge(key, time, Math::min)));
        byte[] content = write();
        if (!Files.exists(state.keys()) || !Arrays.equals(content, Files.readAllBytes(state.keys()))) {
            state.replace(state.keys(), content);
        }
    }

    /** The same people, whose keys know when they were first met. */
    public People remembered(People people) {
        if (times.values().stream().allMatch(time -> time == 0)) {
            return people;
        }
        Map<String, Map<Fingerprint, Instant>> met = byPerson();
        List<Person> remembered = new ArrayList<>();
        for (Person person : people.all()) {
            Map<Fingerprint, Instant> own = met.getOrDefault(person.id().value(), Map.of());
            remembered.add(
                    own.isEmpty()
                            ? person
                            : person.withKeys(person.keys().stream()
                                    .map(key -> key.seen(own))
                                    .toList()));
        }
        return new People(remembered);
    }

    /** Keys that were met after the installation. */
    private Map<String, Map<Fingerprint, Instant>> byPerson() {
        Map<String, Map<Fingerprint, Instant>> met = new HashMap<>();
        times.forEach((key, time) -> {
            int blank = key.lastIndexOf(' ');
            if (time != 0 && blank > 0) {
                met.computeIfAbsent(key.substring(blank + 1), person -> new HashMap<>())
                        .put(new Fingerprint(key.substring(0, blank)), Instant.ofEpochMilli(time));
            }
        });
        return met;
    }

    /** Whether the key's own certificate says that it is compromised. */
    public boolean hasRevokedKeys() {
        return !revoked.isEmpty();
    }

    private static KeySightings renewed(
            StateFolder state, Optional<KeySightings> stored, String digest, People people, Instant now)
            throws IOException {
        Logged logged = stored.isPresent() ? new Logged() : logged(state);
        Map<String, Long> times = new LinkedHashMap<>(stored.isPresent() ? stored.get().times : logged.times);
        boolean installation = stored.isEmpty() && times.isEmpty() && !logged.accepted;
        Set<String> revoked = new HashSet<>();
        List<String> met = new ArrayList<>();
        for (Person person : people.all()) {
            for (EnrolledKey enrolled : person.keys()) {
                for (SigningKey key : enrolled.key().signingKeys()) {
                    String name = key.fingerprint() + " " + person.id();
                    if (times.putIfAbsent(name, installation ? 0 : now.toEpochMilli()) == null) {
                        met.add(name);
                    }
                    if (isCompromised(enrolled, key)) {
                        revoked.add(name);
                    }
                }
            }
        }
        return new KeySightings(digest, times, revoked, met, installation);
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

    private static Optional<KeySightings> read(StateFolder state) throws IOException {
        Path file = state.keys();
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        int end = text.lastIndexOf('\n', text.length() - 2) + 1;
        if (!text.startsWith(FIRST_LINE) || !text.substring(end).equals(lastLine(text.substring(0, end)))) {
            return Optional.empty();
        }
        String[] lines = text.split("\n", -1);
        Map<String, Long> times = new LinkedHashMap<>();
        Set<String> revoked = new HashSet<>();
        for (int i = 1; i < lines.length - 2; i++) {
            String[] field = lines[i].split(" ", 4);
            if (field.length != 4) {
                return Optional.empty();
            }
            times.put(field[0] + " " + field[1], Long.parseLong(field[2]));
            if (field[3].equals("revoked")) {
                revoked.add(field[0] + " " + field[1]);
            }
        }
        return Optional.of(new KeySightings(lines[0].substring(FIRST_LINE.length()), times, revoked, List.of(), false));
    }

    private byte[] write() {
        StringBuilder out = new StringBuilder(FIRST_LINE).append(digest).append('\n');
        times.forEach((key, time) -> out.append(key)
                .append(' ')
                .append(time)
                .append(revoked.contains(key) ? " revoked" : " good")
                .append('\n'));
        return out.append(lastLine(out.toString())).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String lastLine(String before) {
        return LAST_LINE + LineHash.of(before.getBytes(StandardCharsets.UTF_8)).hex() + "\n";
    }
}
