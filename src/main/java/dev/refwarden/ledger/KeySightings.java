package dev.refwarden.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.Fingerprint;
import dev.refwarden.people.People;
import dev.refwarden.people.Person;
import dev.refwarden.people.PersonId;
import dev.refwarden.people.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * When the server first saw each key with its person. Keys that are seen just now are remembered once a line of the log
 * says so; all keys of a policy are looked at once.
 */
public final class KeySightings {
    private final Ledger ledger;
    private final String policy;
    private final Instant now;
    private final List<String> met;
    private final boolean installation;
    private final boolean revoked;
    private final boolean known;

    private KeySightings(Ledger ledger, String policy, Instant now, List<String> met, Marks marks) {
        this.ledger = ledger;
        this.policy = policy;
        this.now = now;
        this.met = List.copyOf(met);
        this.installation = marks.installation();
        this.revoked = marks.revoked();
        this.known = marks.known();
    }

    /**
     * What holds for all keys together.
     *
     * @param installation whether no key was ever seen before
     * @param revoked whether some key's own certificate calls it compromised
     * @param known whether the ledger knows of all keys of this policy
     */
    private record Marks(boolean installation, boolean revoked, boolean known) {}

    /**
     * What is known of the keys of these people.
     *
     * @param policy the digest of the policy that they belong to
     */
    public static KeySightings of(Ledger ledger, String policy, People people, Instant now) throws IOException {
        return ledger.read(session -> {
            Optional<Boolean> before =
                    session.first("SELECT revoked FROM policies WHERE digest = ?", row -> row.getInt(1) != 0, policy);
            if (before.isPresent()) {
                return new KeySightings(ledger, policy, now, List.of(), new Marks(false, before.get(), true));
            }
            return renewed(ledger, session, policy, people, now);
        });
    }

    private static KeySightings renewed(Ledger ledger, Session session, String policy, People people, Instant now)
            throws IOException {
        boolean installation = !session.isThere("SELECT 1 FROM policies LIMIT 1");
        Set<String> seen = new HashSet<>(session.list(
                "SELECT fingerprint, person FROM sightings", row -> row.getString(1) + " " + row.getString(2)));
        List<String> met = new ArrayList<>();
        boolean revoked = false;
        for (Person person : people.all()) {
            for (EnrolledKey enrolled : person.keys()) {
                for (SigningKey key : enrolled.key().signingKeys()) {
                    String name = nameOf(key.fingerprint(), person.id());
                    if (seen.add(name)) {
                        met.add(name);
                    }
                    revoked |= isCompromised(enrolled, key);
                }
            }
        }
        return new KeySightings(ledger, policy, now, met, new Marks(installation, revoked, false));
    }

    /** Whether a line of the log must say what this push saw. */
    boolean isNews(Session session) throws IOException {
        return !known && !session.isThere("SELECT 1 FROM policies WHERE digest = ?", policy);
    }

    /** Says in a line of the log which keys were seen. */
    void writeTo(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("keys");
        json.writeStringField("policy", policy);
        json.writeBooleanField("revoked", revoked);
        json.writeBooleanField("installation", installation);
        json.writeArrayFieldStart("met");
        for (String key : met) {
            json.writeString(key);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** The same people, whose keys know when they were first seen. */
    public People remembered(People people) {
        List<Person> remembered = new ArrayList<>();
        for (Person person : people.all()) {
            remembered.add(
                    person.withKeys(person.keys().stream().map(this::remembered).toList()));
        }
        return new People(remembered);
    }

    /** The same key, which knows when it was first seen. */
    public EnrolledKey remembered(EnrolledKey key) {
        try {
            Map<Fingerprint, Instant> times = new HashMap<>();
            Set<Fingerprint> installed = new HashSet<>();
            ledger.read(session -> {
                session.each(
                        "SELECT fingerprint, time FROM sightings WHERE person = ?",
                        row -> {
                            Fingerprint fingerprint = new Fingerprint(row.getString(1));
                            if (row.getLong(2) == 0) {
                                installed.add(fingerprint);
                            } else {
                                times.put(fingerprint, Instant.ofEpochMilli(row.getLong(2)));
                            }
                        },
                        key.person().value());
                return times;
            });
            return key.seen(completed(key, times, installed));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keys that the ledger does not know yet are seen now. */
    private Map<Fingerprint, Instant> completed(
            EnrolledKey key, Map<Fingerprint, Instant> times, Set<Fingerprint> installed) {
        Map<Fingerprint, Instant> all = new HashMap<>(times);
        if (!installation) {
            for (String name : met) {
                int blank = name.lastIndexOf(' ');
                Fingerprint fingerprint = new Fingerprint(name.substring(0, blank));
                if (name.endsWith(" " + key.person().value()) && !installed.contains(fingerprint)) {
                    all.putIfAbsent(fingerprint, now);
                }
            }
        }
        return all;
    }

    /** Whether some key's own certificate says that it is compromised. */
    public boolean hasRevokedKeys() {
        return revoked;
    }

    private static String nameOf(Fingerprint fingerprint, PersonId person) {
        return fingerprint + " " + person;
    }

    /** By its authority's word, or by its own certificate's, as far as the people file does not soften it. */
    private static boolean isCompromised(EnrolledKey enrolled, SigningKey key) {
        return enrolled.key().isCalledCompromised()
                || key.revocation().filter(enrolled::isEndedForEver).isPresent();
    }
}
