package dev.refwarden.ledger.tree;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.suite.Effort;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Notes, keys and frontiers with something wrong in several places at once: each is read or refused by a value,
 * whatever is read is written back byte for byte, and only the text that was signed is valid.
 */
class NoteNoiseTest {
    private static final int ROUNDS = Effort.rounds(100_000);
    private static final String ORIGIN = "git.example.org/refwarden";
    private static final LogKey KEY = LogKey.ofSeed(new KeyName(ORIGIN), new byte[32]);
    private static final LogKey OTHER = LogKey.ofSeed(new KeyName("w.example/\u00fc"), new byte[32]);
    private static final String[] PIECES = {
        "\n", "\n\n", "\u2014 ", " ", "+", "=", "A", "AAAA", "0", "11", ORIGIN, "\u00a0", "\u00ff", "PRIVATE+KEY+"
    };

    private final Random random = new Random(20_261_129);

    @Test
    void notes() {
        TreeHead head = TestTree.ofLines(11).head(11);
        String text = SignedCheckpoint.sign(ORIGIN, head, KEY).text();
        byte[] good = (KEY.sign(text).toString() + OTHER.sign(text).signatures().get(0) + "\n").getBytes(UTF_8);
        int read = 0;
        int valid = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] note = damaged(good);
            if (ParsedNote.of(note) instanceof SignedNote parsed) {
                read++;
                assertThat(parsed.toBytes()).isEqualTo(note);
            }
            if (SignedCheckpoint.check(note, ORIGIN, KEY.verifier()) instanceof CheckpointCheck.Valid check) {
                valid++;
                assertThat(check.head()).isEqualTo(head);
                assertThat(check.note().text()).isEqualTo(text);
            }
        }
        assertThat(read).as("some were worth looking into").isGreaterThan(ROUNDS / 20);
        assertThat(valid).as("the other's line may change").isPositive().isLessThan(read);
    }

    @Test
    void keys() {
        for (int round = 0; round < ROUNDS; round++) {
            String secret = new String(damaged(KEY.secretText().getBytes(UTF_8)), ISO_8859_1);
            assertThat(secretText(secret)).isIn(Optional.empty(), Optional.of(secret));
            String text = new String(damaged(KEY.verifier().text().getBytes(UTF_8)), ISO_8859_1);
            assertThat(publicText(text)).isIn(Optional.empty(), Optional.of(text));
        }
    }

    @Test
    void frontiers() {
        byte[] good = TestTree.ofLines(5).frontier().toBytes();
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = damaged(good);
            MerkleFrontier.parse(bytes)
                    .ifPresent(frontier -> assertThat(frontier.toBytes()).isEqualTo(bytes));
        }
    }

    private static Optional<String> secretText(String text) {
        try {
            return Optional.of(LogKey.parse(text).secretText());
        } catch (MalformedKey refused) {
            return Optional.empty();
        }
    }

    private static Optional<String> publicText(String text) {
        try {
            return Optional.of(VerifierKey.parse(text).text());
        } catch (MalformedKey refused) {
            return Optional.empty();
        }
    }

    /** With one to three stretches of it replaced by something else, or by another stretch. */
    private byte[] damaged(byte[] good) {
        String bytes = new String(good, ISO_8859_1);
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            int from = random.nextInt(bytes.length() + 1);
            int end = Math.min(bytes.length(), from + random.nextInt(3) * random.nextInt(8));
            bytes = bytes.substring(0, from) + piece(bytes) + bytes.substring(end);
        }
        return bytes.getBytes(ISO_8859_1);
    }

    private String piece(String bytes) {
        int kind = random.nextInt(3);
        if (kind == 0) {
            return new String(PIECES[random.nextInt(PIECES.length)].getBytes(UTF_8), ISO_8859_1);
        }
        int from = random.nextInt(bytes.length() + 1);
        int end = Math.min(bytes.length(), from + random.nextInt(kind == 1 ? 4 : 120));
        return bytes.substring(from, end);
    }
}
