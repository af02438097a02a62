package dev.refwarden.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.Fingerprint;
import dev.refwarden.people.KeyId;
import dev.refwarden.people.KeyType;
import dev.refwarden.people.PersonId;
import dev.refwarden.people.Purpose;
import dev.refwarden.people.SigningKey;
import dev.refwarden.people.SigningKey.Revocation;
import dev.refwarden.people.SigningKey.Revocation.Kind;
import dev.refwarden.people.TestKeys;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a revocation inside a certificate does to the life of its key. */
class OpenPgpRevocationTest {
    private static final Instant REVOKED = Instant.parse("2025-05-01T00:00:00Z");
    private static final Instant BEFORE = REVOKED.minusSeconds(1);
    private static final Optional<Instant> LATER = Optional.of(REVOKED.plusSeconds(86_400));
    private static final Optional<Instant> NEVER = Optional.empty();

    @Test
    void compromiseSpeaksAgainstEverythingWhateverTheFileSays() {
        assertThat(ended(Kind.COMPROMISED, BEFORE, NEVER, NEVER)).contains(Code.KEY_COMPROMISED);
        assertThat(ended(Kind.COMPROMISED, BEFORE, LATER, NEVER)).contains(Code.KEY_COMPROMISED);
        assertThat(ended(Kind.COMPROMISED, BEFORE, NEVER, LATER)).contains(Code.KEY_COMPROMISED);
    }

    @Test
    void revocationWithoutReasonIsCompromiseUntilTheFileSaysWhenTheKeyEnded() {
        assertThat(ended(Kind.UNSPECIFIED, BEFORE, NEVER, NEVER)).contains(Code.KEY_COMPROMISED);
        assertThat(ended(Kind.UNSPECIFIED, BEFORE, LATER, NEVER)).isEmpty();
        assertThat(ended(Kind.UNSPECIFIED, BEFORE, NEVER, LATER)).isEmpty();
        assertThat(ended(Kind.UNSPECIFIED, REVOKED, LATER, NEVER)).contains(Code.KEY_RETIRED);
    }

    @Test
    void softRevocationRetiresTheKeyFromThenOn() {
        assertThat(ended(Kind.SOFT, BEFORE, NEVER, NEVER)).isEmpty();
        assertThat(ended(Kind.SOFT, REVOKED, NEVER, NEVER)).contains(Code.KEY_RETIRED);
    }

    private static Optional<Code> ended(
            Kind kind, Instant now, Optional<Instant> retired, Optional<Instant> compromised) {
        EnrolledKey enrolled = new EnrolledKey(
                new KeyId("ada-pgp"),
                new PersonId("ada"),
                TestKeys.ssh("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDpGM3IBvBNVIsN2ruz5CDZ2bmhEKRBvcnb7MxvEKXNC"),
                false,
                Instant.EPOCH,
                NEVER,
                retired,
                compromised,
                Set.of(Purpose.COMMITS));
        SigningKey key = new SigningKey(
                new Fingerprint("A1"),
                KeyType.OPENPGP,
                "ed25519",
                0,
                NEVER,
                Optional.of(new Revocation(kind, REVOKED)));
        return KeyLife.of(enrolled, key).endedAt(now, Optional.empty()).map(KeyLife.Ended::code);
    }
}
