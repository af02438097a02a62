package dev.refwarden.ledger.tree;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refwarden.LocalTool;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedCheckpointTest {
    private static final String ORIGIN = "git.example.org/refwarden";
    private static final String GO_KEY = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
    private static final String GO_ORIGIN = "go.sum database tree";
    private static final String GO_CHECKPOINT = """
            go.sum database tree
            6476701
            mb8QLQIs0Z0yP5Cstq6guj87oXWeC9gEM8oVikmm9Wk=

            \u2014 sum.golang.org Az3grsLX85Gz+s1SiTbgkuqxgItqFq7gsMUEyVnrsa9LM7Us9S+1xbFIGu95949rj4nPRYfvimWEPWL+o3GeoWwOoAw=
            """;

    private final LogKey key = LogKey.ofSeed(new KeyName(ORIGIN), new byte[32]);
    private final TreeHead head = TestTree.ofLines(11).head(11);

    @TempDir
    Path folder;

    @Test
    void aCheckpointIsReadBack() {
        SignedNote note = SignedCheckpoint.sign(ORIGIN, head, key);
        assertThat(note.text()).isEqualTo(ORIGIN + "\n11\n" + head.root().base64() + "\n");
        assertThat(note.toString())
                .startsWith(note.text() + "\n\u2014 " + ORIGIN + " ")
                .endsWith("=\n");
        assertThat(SignedCheckpoint.check(note.toBytes(), ORIGIN, key.verifier()))
                .isEqualTo(new CheckpointCheck.Valid(head, note));
    }

    @Test
    void anEmptyTreeIsSignedToo() {
        SignedNote note = SignedCheckpoint.sign(ORIGIN, TreeHead.EMPTY, key);
        assertThat(note.text()).endsWith("\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
        assertThat(SignedCheckpoint.check(note.toBytes(), ORIGIN, key.verifier()))
                .isEqualTo(new CheckpointCheck.Valid(TreeHead.EMPTY, note));
    }

    @Test
    void theCheckpointOfGosChecksumDatabaseIsValid() throws MalformedKey {
        VerifierKey go = VerifierKey.parse(GO_KEY);
        CheckpointCheck check = SignedCheckpoint.check(GO_CHECKPOINT.getBytes(UTF_8), GO_ORIGIN, go);
        assertThat(check).isInstanceOf(CheckpointCheck.Valid.class);
        assertThat(((CheckpointCheck.Valid) check).head().size()).isEqualTo(6_476_701);
        byte[] altered = GO_CHECKPOINT.replace("6476701", "6476702").getBytes(UTF_8);
        assertThat(SignedCheckpoint.check(altered, GO_ORIGIN, go)).isEqualTo(new CheckpointCheck.BadSignature());
        assertThat(SignedCheckpoint.check(GO_CHECKPOINT.getBytes(UTF_8), ORIGIN, go))
                .isEqualTo(new CheckpointCheck.OtherLog(GO_ORIGIN));
        assertThat(SignedCheckpoint.check(GO_CHECKPOINT.getBytes(UTF_8), GO_ORIGIN, key.verifier()))
                .isEqualTo(new CheckpointCheck.Unsigned());
    }

    @Test
    void noFlippedBitIsValid() {
        byte[] note = SignedCheckpoint.sign(ORIGIN, head, key).toBytes();
        for (int bit = 0; bit < 8 * note.length; bit++) {
            byte[] damaged = note.clone();
            damaged[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(SignedCheckpoint.check(damaged, ORIGIN, key.verifier()))
                    .isNotInstanceOf(CheckpointCheck.Valid.class);
        }
    }

    @Test
    void noTruncationIsValid() {
        byte[] note = SignedCheckpoint.sign(ORIGIN, head, key).toBytes();
        for (int length = 0; length < note.length; length++) {
            assertThat(SignedCheckpoint.check(Arrays.copyOf(note, length), ORIGIN, key.verifier()))
                    .isInstanceOf(CheckpointCheck.Malformed.class);
        }
    }

    @Test
    void extensionLinesAreSignedAndKept() {
        String text = ORIGIN + "\n11\n" + head.root().base64() + "\nan extension\nanother\n";
        SignedNote note = key.sign(text);
        assertThat(SignedCheckpoint.check(note.toBytes(), ORIGIN, key.verifier()))
                .isEqualTo(new CheckpointCheck.Valid(head, note));
    }

    @Test
    void originsThatBreakTheLinesAreNotSigned() {
        for (String origin : List.of("", "a\nb", "a\n", "a\tb")) {
            assertThatThrownBy(() -> SignedCheckpoint.sign(origin, head, key))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void opensslVerifiesTheSignature() throws Exception {
        LocalTool.need("openssl", "openssl");
        SignedNote note = SignedCheckpoint.sign(ORIGIN, head, key);
        ByteArrayOutputStream der = new ByteArrayOutputStream();
        der.write(HexFormat.of().parseHex("302a300506032b6570032100"));
        der.write(key.verifier().bytes());
        Files.write(folder.resolve("key.der"), der.toByteArray());
        Files.write(folder.resolve("signature"), note.signatures().get(0).signature());
        Files.writeString(folder.resolve("text"), note.text(), UTF_8);
        List<String> verify = List.of(
                "openssl",
                "pkeyutl",
                "-verify",
                "-rawin",
                "-pubin",
                "-keyform",
                "DER",
                "-inkey",
                "key.der",
                "-in",
                "text",
                "-sigfile",
                "signature");
        byte[] said = LocalTool.run(folder, Map.of(), new byte[0], verify);
        assertThat(new String(said, ISO_8859_1)).contains("Signature Verified Successfully");
    }
}
