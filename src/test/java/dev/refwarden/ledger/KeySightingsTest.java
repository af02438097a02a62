package dev.refwarden.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.format.ssh.SshPublicKey;
import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.KeyId;
import dev.refwarden.people.People;
import dev.refwarden.people.Person;
import dev.refwarden.people.PersonId;
import dev.refwarden.people.Purpose;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeySightingsTest {
    private static final Instant ENROLLED = Instant.parse("2025-01-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-02-01T00:00:00Z");
    private static final String OLD = "AAAAC3NzaC1lZDI1NTE5AAAAIBMc3p2fIwXY0nrtgP4Rj8iCzHLE1kdkUl1p1fYyU3Vw";
    private static final String NEW = "AAAAC3NzaC1lZDI1NTE5AAAAIJ4Q0M8tmFgf5QMdNXw6rUoM+5OZlm3M+cv2W9mJ3h3s";

    @TempDir
    private Path root;

    @Test
    void keysOfTheInstallationCountFromTheirEnrolmentAndLaterOnesFromWhenTheyWereMet() throws Exception {
        try (Ledger ledger = Ledger.create(new StateFolder(root))) {
            meet(ledger, "one", people(OLD), ENROLLED.plusSeconds(1));
            meet(ledger, "two", people(OLD, NEW), LATER);
            assertThat(countsFrom(ledger, 0)).isEqualTo(ENROLLED);
            assertThat(countsFrom(ledger, 1)).isEqualTo(LATER);
        }
    }

    @Test
    void aPolicyIsLookedThroughOnce() throws Exception {
        try (Ledger ledger = Ledger.create(new StateFolder(root))) {
            meet(ledger, "one", people(OLD), ENROLLED.plusSeconds(1));
            assertThat(news(ledger, "one", people(OLD, NEW))).isFalse();
            assertThat(news(ledger, "two", people(OLD, NEW))).isTrue();
        }
    }

    @Test
    void aKeyIsSeenWithEachOfItsPeople() throws Exception {
        try (Ledger ledger = Ledger.create(new StateFolder(root))) {
            meet(ledger, "one", people(OLD), ENROLLED.plusSeconds(1));
            KeySightings moved = KeySightings.of(ledger, "two", of("bob", OLD), LATER);
            EnrolledKey key = moved.remembered(of("bob", OLD))
                    .all()
                    .iterator()
                    .next()
                    .keys()
                    .get(0);
            assertThat(key.countsFrom(key.key().fingerprint())).isEqualTo(LATER);
        }
    }

    private static boolean news(Ledger ledger, String policy, People people) throws IOException {
        KeySightings sightings = KeySightings.of(ledger, policy, people, LATER);
        return ledger.read(sightings::isNews);
    }

    private static void meet(Ledger ledger, String policy, People people, Instant now) throws IOException {
        KeySightings met = KeySightings.of(ledger, policy, people, now);
        ledger.append(now, "", new Noted("", List.of(), List.of(), Optional.of(met), Optional.empty()));
    }

    private static Instant countsFrom(Ledger ledger, int key) throws Exception {
        People people = people(OLD, NEW);
        People remembered =
                KeySightings.of(ledger, "two", people, LATER.plusSeconds(999)).remembered(people);
        EnrolledKey enrolled = remembered.all().iterator().next().keys().get(key);
        return enrolled.countsFrom(enrolled.key().fingerprint());
    }

    private static People people(String... blobs) throws Exception {
        return of("alice", blobs);
    }

    private static People of(String person, String... blobs) throws Exception {
        List<EnrolledKey> keys = new java.util.ArrayList<>();
        for (String blob : blobs) {
            keys.add(new EnrolledKey(
                    new KeyId("key-" + keys.size()),
                    new PersonId(person),
                    SshPublicKey.parse("ssh-ed25519 " + blob),
                    false,
                    ENROLLED,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    EnumSet.allOf(Purpose.class)));
        }
        return new People(List.of(new Person(
                new PersonId(person),
                "Alice",
                List.of(),
                List.of(),
                keys,
                List.of(),
                Optional.empty(),
                false,
                Optional.empty())));
    }
}
