package dev.refwarden.ledger.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Keys in the forms of Go's sumdb/note, with the pairs and notes that its documentation and C2SP's give as
 * examples.
 */
class LogKeyTest {
    private static final String PUBLIC = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String SECRET =
            "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    private static final String TEXT = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.
            """;
    private static final String NOTE = TEXT
            + "\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    @Test
    void thePublishedKeySignsThePublishedNote() throws MalformedKey {
        LogKey key = LogKey.parse(SECRET);
        assertThat(key.verifier().text()).isEqualTo(PUBLIC);
        assertThat(key.verifier()).isEqualTo(VerifierKey.parse(PUBLIC));
        assertThat(key.sign(TEXT)).hasToString(NOTE);
    }

    @Test
    void publishedNotesAreVerified() throws MalformedKey {
        String c2sp = "This is an example message.\n\n\u2014 example.com/foo "
                + "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
        assertThat(check(NOTE, PUBLIC)).isEqualTo(NoteCheck.VALID);
        assertThat(check(c2sp, "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"))
                .isEqualTo(NoteCheck.VALID);
        assertThat(check(c2sp, PUBLIC)).isEqualTo(NoteCheck.NO_SIGNATURE);
        assertThat(check(NOTE.replace("your problem is.", "my problem is."), PUBLIC))
                .isEqualTo(NoteCheck.BAD_SIGNATURE);
    }

    @Test
    void generatedKeysAreReadBackAndDiffer() throws MalformedKey {
        KeyName name = new KeyName("git.example.org/refwarden");
        LogKey key = LogKey.generate(name, new SecureRandom());
        LogKey read = LogKey.parse(key.secretText());
        assertThat(read.secretText()).isEqualTo(key.secretText()).doesNotContain("\n");
        assertThat(read.verifier()).isEqualTo(key.verifier()).hasSameHashCodeAs(key.verifier());
        assertThat(VerifierKey.parse(key.verifier().text()).bytes())
                .isEqualTo(key.verifier().bytes());
        assertThat(read.verifier().check(key.sign("text\n"))).isEqualTo(NoteCheck.VALID);
        LogKey other = LogKey.generate(name, new SecureRandom());
        assertThat(other.verifier()).isNotEqualTo(key.verifier());
        assertThat(other.verifier().name()).isEqualTo(name);
        assertThat(other.verifier().check(key.sign("text\n"))).isEqualTo(NoteCheck.NO_SIGNATURE);
    }

    @Test
    void theSecretIsNotPrinted() throws MalformedKey {
        assertThat(LogKey.parse(SECRET)).hasToString("PeterNeumann+c74f20a3");
        for (int cut = 0; cut < SECRET.length(); cut++) {
            String damaged = SECRET.substring(0, cut) + SECRET.substring(cut + 1);
            assertThatThrownBy(() -> LogKey.parse(damaged))
                    .isInstanceOf(MalformedKey.class)
                    .hasNoCause()
                    .message()
                    .doesNotContain("AYEK")
                    .doesNotContain("Peter");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEK | a private key instead of its public part",
                "PeterNeumann+c74f20a3 | not of the form name+id+key",
                "PeterNeumann | not of the form name+id+key",
                "'' | not of the form name+id+key",
                "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW | the name is malformed",
                "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW | the name is malformed",
                "' PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW' | the name is malformed",
                "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW | the key id is not 8 lower-case hex digits",
                "PeterNeumann+c74f20a+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW | the key id is not 8 lower-case hex digits",
                "PeterNeumann+0c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW | the key id is not 8 lower-case hex digits",
                "PeterNeumann++ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW | the key id is not 8 lower-case hex digits",
                "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW | the key id belongs to another key or name",
                "PeterNeuman+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW | the key id belongs to another key or name",
                "PeterNeumann+c74f20a3+ | the key is not of type 1, Ed25519",
                "PeterNeumann+c74f20a3+AhpC2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW | the key is not of type 1, Ed25519",
                "PeterNeumann+c74f20a3+AQ== | the key does not have 32 bytes",
                "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10Q= | the key does not have 32 bytes",
                "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWAA== | the key does not have 32 bytes",
                "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq_LDE4izWy10TW | the key is not base64",
                "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW= | the key is not base64",
                "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T | the key is not base64",
                "'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW ' | the key is not base64",
            })
    void damagedPublicKeysAreRefused(String text, String message) {
        assertThatThrownBy(() -> VerifierKey.parse(text))
                .isInstanceOf(MalformedKey.class)
                .hasMessage(message);
    }

    @Test
    void aLineFeedIsNotPartOfAKey() {
        assertThatThrownBy(() -> VerifierKey.parse(PUBLIC + "\n")).hasMessage("the key is not base64");
        assertThatThrownBy(() -> LogKey.parse(SECRET + "\n")).hasMessage("the key is not base64");
        assertThatThrownBy(() -> VerifierKey.parse("\n" + PUBLIC)).hasMessage("the name is malformed");
    }

    @Test
    void pointsThatAnybodyCanSignForAreNoKeys() {
        for (int first : new int[] {0, 1}) {
            byte[] point = new byte[32];
            point[0] = (byte) first;
            NoteSigner signer = NoteSigner.of(new KeyName("n"), KeyText.typed(point));
            assertThatThrownBy(() -> VerifierKey.parse(KeyText.write(signer, point)))
                    .hasMessage("not an Ed25519 public key");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz | does not begin with PRIVATE+KEY+",
                "private+key+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz | does not begin with PRIVATE+KEY+",
                "PRIVATE+KEY+PeterNeumann+c74f20a3 | not of the form name+id+key",
                "PRIVATE+KEY+PeterNeumann+c74f20a2+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz | the key id belongs to another key or name",
                "PRIVATE+KEY+PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW | the key id belongs to another key or name",
                "PRIVATE+KEY+PeterNeumann+c74f20a3+AoEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz | the key is not of type 1, Ed25519",
                "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDE= | the key does not have 32 bytes",
            })
    void damagedSecretsAreRefused(String text, String message) {
        assertThatThrownBy(() -> LogKey.parse(text))
                .isInstanceOf(MalformedKey.class)
                .hasMessage(message);
    }

    @Test
    void noOtherWritingOfAKeyIsRead() {
        for (int at = 0; at < PUBLIC.length(); at++) {
            for (char c : new char[] {'A', 'a', '0', '+', '=', ' ', '\n', '\u00e9'}) {
                String damaged = PUBLIC.substring(0, at) + c + PUBLIC.substring(at + 1);
                if (!damaged.equals(PUBLIC)) {
                    assertThatThrownBy(() -> VerifierKey.parse(damaged)).isInstanceOf(MalformedKey.class);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a b", "a+b", "a\tb", "a\nb", "a\u00a0b", "a\u2003b", "a\u2028b", "a\u0085b", "a\u007fb"})
    void namesWithSpacesPlusesOrControlsAreNone(String name) {
        assertThat(KeyName.parse(name)).isEmpty();
        assertThatThrownBy(() -> new KeyName(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesAreUnicode() {
        assertThat(KeyName.parse("b\u00fccher.example/log")).isPresent();
        assertThat(KeyName.parse("a\ud800b")).isEmpty();
    }

    @Test
    void onlyTextsThatEndInALineFeedAreSigned() throws MalformedKey {
        LogKey key = LogKey.parse(SECRET);
        for (String text : List.of("", "text", "a\tb\n", "a\r\n", "\ud800\n")) {
            assertThatThrownBy(() -> key.sign(text)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(ParsedNote.of(key.sign("\u00e9\n\n\nb\n").toBytes())).isEqualTo(key.sign("\u00e9\n\n\nb\n"));
    }

    @Test
    void theKeyIdIsWrittenWithAllItsDigits() {
        NoteSigner signer = new NoteSigner(new KeyName("n"), 0x00000abc);
        assertThat(signer).hasToString("n+00000abc");
        String base64 = NoteSignature.of(signer, new byte[64]).base64();
        assertThat(Base64.getDecoder().decode(base64)).hasSize(68).startsWith(0, 0, 0x0a, 0xbc);
        NoteSigner other = new NoteSigner(signer.name(), 0x00000abd);
        assertThatThrownBy(() -> new NoteSignature(other, base64)).isInstanceOf(IllegalArgumentException.class);
    }

    private static NoteCheck check(String note, String key) throws MalformedKey {
        return VerifierKey.parse(key).check((SignedNote) ParsedNote.of(note.getBytes(UTF_8)));
    }
}
