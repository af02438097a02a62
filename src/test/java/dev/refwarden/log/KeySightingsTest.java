package dev.refwarden.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.key.EnrolledKey;
import dev.refwarden.key.KeyId;
import dev.refwarden.key.People;
import dev.refwarden.key.Person;
import dev.refwarden.key.PersonId;
import dev.refwarden.key.Purpose;
import dev.refwarden.key.SshPublicKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
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
        StateFolder state = new StateFolder(root);
        meet(state, "one", people(OLD), ENROLLED.plusSeconds(1));
        meet(state, "two", people(OLD, NEW), LATER);
        assertThat(countsFrom(state, 0)).isEqualTo(ENROLLED);
        assertThat(countsFrom(state, 1)).isEqualTo(LATER);
    }

    @Test
    void noDamageMakesANewKeyAnOldOne() throws Exception {
        StateFolder state = new StateFolder(root);
        meet(state, "one", people(OLD), ENROLLED.plusSeconds(1));
        meet(state, "two", people(OLD, NEW), LATER);
        byte[] whole = Files.readAllBytes(state.keys());
        Random random = new Random(3);
        for (int round = 0; round < 300; round++) {
            byte[] damaged = whole.clone();
            int at = random.nextInt(whole.length);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(state.keys(), round % 3 == 0 ? java.util.Arrays.copyOf(whole, at) : damaged);
            assertThat(countsFrom(state, 0)).isEqualTo(ENROLLED);
            assertThat(countsFrom(state, 1)).isEqualTo(LATER);
        }
    }

    private static void meet(StateFolder state, String digest, People people, Instant now) throws IOException {
        KeySightings met = KeySightings.of(state, digest, people, now);
        DecisionLog log = new DecisionLog(state);
        log.append(now, new DecisionLog.Entry() {
            @Override
            public LogLine line() {
                return (JsonGenerator json, CaseId caseId) -> {
                    json.writeStringField("verdict", "accepted");
                    met.writeTo(json);
                };
            }

            @Override
            public void prepare(DecisionLog.Position position) throws IOException {
                met.store(state);
            }
        });
    }

    private static Instant countsFrom(StateFolder state, int key) throws Exception {
        People people = people(OLD, NEW);
        People remembered =
                KeySightings.of(state, "two", people, LATER.plusSeconds(999)).remembered(people);
        EnrolledKey enrolled = remembered.all().iterator().next().keys().get(key);
        return enrolled.countsFrom(enrolled.key().fingerprint());
    }

    private static People people(String... blobs) throws Exception {
        List<EnrolledKey> keys = new java.util.ArrayList<>();
        for (String blob : blobs) {
            keys.add(new EnrolledKey(
                    new KeyId("key-" + keys.size()),
                    new PersonId("alice"),
                    SshPublicKey.parse("ssh-ed25519 " + blob),
                    false,
                    ENROLLED,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    EnumSet.allOf(Purpose.class)));
        }
        return new People(List.of(new Person(
                new PersonId("alice"),
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
