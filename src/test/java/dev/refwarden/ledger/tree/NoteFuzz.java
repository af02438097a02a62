package dev.refwarden.ledger.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.refwarden.fuzz.Promise;
import java.util.Arrays;
import java.util.List;

/** Notes, checkpoints, keys and the edge of the tree: what was read is, written again, the same. */
public final class NoteFuzz {
    private static final String ORIGIN = "git.example.org/refwarden";
    private static final LogKey KEY = LogKey.ofSeed(new KeyName(ORIGIN), new byte[32]);
    private static final LogKey OTHER = LogKey.ofSeed(new KeyName("w.example/\u00fc"), new byte[32]);
    private static final TreeHead HEAD = TestTree.ofLines(11).head(11);
    private static final SignedNote NOTE = SignedCheckpoint.sign(ORIGIN, HEAD, KEY);

    private NoteFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (ParsedNote.of(input) instanceof SignedNote note) {
            Promise.that(Arrays.equals(note.toBytes(), input), "a note written again is the same");
        }
        if (SignedCheckpoint.check(input, ORIGIN, KEY.verifier()) instanceof CheckpointCheck.Valid valid) {
            Promise.that(valid.head().equals(HEAD), "the log signed one head");
            Promise.that(valid.note().text().equals(NOTE.text()), "the log signed one text");
        }
        String text = new String(input, UTF_8);
        try {
            Promise.that(VerifierKey.parse(text).text().equals(text), "a key written again is the same");
        } catch (MalformedKey e) {
            says(e);
        }
        try {
            Promise.that(LogKey.parse(text).secretText().equals(text), "a secret written again is the same");
        } catch (MalformedKey e) {
            says(e);
        }
    }

    private static void says(MalformedKey e) {
        Promise.that(!String.valueOf(e.getMessage()).isBlank(), "the reason is told");
    }

    public static List<byte[]> seeds() {
        return List.of(
                NOTE.toBytes(),
                (NOTE + OTHER.sign(NOTE.text()).signatures().get(0).toString() + "\n").getBytes(UTF_8),
                OTHER.sign("a\n\nb\n").toBytes(),
                KEY.verifier().text().getBytes(UTF_8),
                OTHER.verifier().text().getBytes(UTF_8),
                KEY.secretText().getBytes(UTF_8));
    }
}
