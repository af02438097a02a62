package dev.refwarden.format.ssh;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.format.Defect;
import dev.refwarden.format.Keyring;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.format.SignatureFormats;
import dev.refwarden.git.SignedBytes;
import dev.refwarden.people.TestKeys;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The text around a good signature: exactly one block, in one encoding. */
class SshArmorTest {
    private static final byte[] MESSAGE = "what was signed\n".getBytes(US_ASCII);
    private static final PrivateSshKey KEY = PrivateSshKey.ed25519();
    private static final Keyring KEYS = TestKeys.keyring(KEY.publicKey());
    private static final String ARMOR =
            SshSigFields.armored(SshSigFields.by(KEY).blob(MESSAGE));
    private static final String BEGIN = "-----BEGIN SSH SIGNATURE-----\n";
    private static final String END = "-----END SSH SIGNATURE-----\n";
    private static final String TIMESTAMP = """
            -----BEGIN OPENTIMESTAMPS GIT TIMESTAMP-----

            AQHwIMk7
            -----END OPENTIMESTAMPS GIT TIMESTAMP-----
            """;

    @Test
    void whatSshKeygenWritesIsValid() {
        assertThat(check(ARMOR, false)).isInstanceOf(SignatureCheck.Valid.class);
    }

    @Test
    void theLastLineEndMayBeMissing() {
        assertThat(check(ARMOR.stripTrailing(), false)).isInstanceOf(SignatureCheck.Valid.class);
    }

    @Test
    void emptyLinesMayFollow() {
        assertThat(check(ARMOR + "\n\n", false)).isInstanceOf(SignatureCheck.Valid.class);
    }

    @Test
    void linesMayBeOfAnyLength() {
        assertThat(check(ARMOR.replaceFirst("U1NIU0lH", "U1NIU0\nlH"), false)).isInstanceOf(SignatureCheck.Valid.class);
    }

    static Stream<Arguments> damages() {
        String body = ARMOR.substring(BEGIN.length(), ARMOR.length() - END.length());
        return Stream.of(
                Arguments.of("nothing", "", "BEGIN line"),
                Arguments.of("CRLF", ARMOR.replace("\n", "\r\n"), "CRLF"),
                Arguments.of("CRLF in one line", ARMOR.replaceFirst("([^-])\n", "$1\r\n"), "CRLF"),
                Arguments.of("an empty line before", "\n" + ARMOR, "BEGIN line"),
                Arguments.of("text before", "Version: 1\n" + ARMOR, "BEGIN line"),
                Arguments.of("a blank before", " " + ARMOR, "BEGIN line"),
                Arguments.of("a BOM before", "\u00ef\u00bb\u00bf" + ARMOR, "BEGIN line"),
                Arguments.of("blank behind BEGIN", ARMOR.replaceFirst("-----\n", "----- \n"), "BEGIN line"),
                Arguments.of("BEGIN alone", BEGIN, "END line is missing"),
                Arguments.of("BEGIN without line end", BEGIN.strip(), "BEGIN line"),
                Arguments.of("no END", BEGIN + body, "END line is missing"),
                Arguments.of("END with a blank", BEGIN + body + " " + END, "END line is missing"),
                Arguments.of("END of another label", BEGIN + body + END.replace("SSH", "PGP"), "does not follow"),
                Arguments.of("END before BEGIN", END + body + BEGIN, "BEGIN line"),
                Arguments.of("BEGIN twice", BEGIN + ARMOR, "does not follow"),
                Arguments.of("END twice", ARMOR + END, "text behind its END"),
                Arguments.of("two blocks", ARMOR + ARMOR, "several armored blocks"),
                Arguments.of("text behind", ARMOR + "x", "text behind its END"),
                Arguments.of("blank behind", ARMOR + " ", "text behind its END"),
                Arguments.of("CR behind", ARMOR + "\r\n", "text behind its END"),
                Arguments.of("a timestamp behind", ARMOR + TIMESTAMP, "text behind its END"),
                Arguments.of("no body", BEGIN + END, "magic"),
                Arguments.of("an empty line within", BEGIN + "\n" + body + END, "empty line"),
                Arguments.of("a header within", BEGIN + "Comment: x\n\n" + body + END, "empty line"),
                Arguments.of("tab within", BEGIN + "\t" + body + END, "Base64"),
                Arguments.of("blank within", BEGIN + body.replaceFirst("\n", " \n") + END, "Base64"),
                Arguments.of("NUL within", BEGIN + "\0" + body + END, "Base64"),
                Arguments.of("the web's alphabet", BEGIN + "_-" + body + END, "Base64"),
                Arguments.of("padding first", BEGIN + "====" + body + END, "Base64"),
                Arguments.of("padding doubled", BEGIN + body.strip() + "====\n" + END, "Base64"),
                Arguments.of("a letter too many", BEGIN + body.strip() + "A\n" + END, "Base64"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void damageIsMalformed(String name, String armor, String detail) {
        assertThat(check(armor, false)).as(name).isInstanceOfSatisfying(SignatureCheck.Unusable.class, unusable -> {
            assertThat(unusable.defect()).isEqualTo(Defect.MALFORMED);
            assertThat(unusable.detail()).contains(detail);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\n", " ", "\r\n", TIMESTAMP, "-----END SSH SIGNATURE-----\n"})
    void textBehindIsPassedOverWhereThatIsAllowed(String behind) {
        assertThat(check(ARMOR + behind, true)).isInstanceOf(SignatureCheck.Valid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH SIGNATURE", "PGP SIGNATURE", "PGP MESSAGE", "SIGNED MESSAGE"})
    void anotherSignatureBehindIsNeverPassedOver(String label) {
        assertMalformed(check(ARMOR + TIMESTAMP + "-----BEGIN " + label + "-----\n", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PGP MESSAGE", "SSH SIGNATUR", "SSH PRIVATE KEY", "CERTIFICATE", ""})
    void otherLabelsAreMalformed(String label) {
        assertMalformed(check(ARMOR.replace("SSH SIGNATURE", label), false));
    }

    @Test
    void cmsIsReadAsCms() {
        assertThat(check("-----BEGIN SIGNED MESSAGE-----\nAAAA\n-----END SIGNED MESSAGE-----\n", false))
                .isInstanceOfSatisfying(
                        SignatureCheck.Unusable.class,
                        unusable -> assertThat(unusable.defect()).isEqualTo(Defect.MALFORMED));
    }

    @Test
    void unpaddedBase64IsMalformed() {
        PrivateSshKey key = padded();
        String armor = SshSigFields.armored(SshSigFields.by(key).blob(MESSAGE));
        Keyring keys = TestKeys.keyring(key.publicKey());
        assertThat(check(bytes(armor), false, keys)).isInstanceOf(SignatureCheck.Valid.class);
        assertMalformed(check(bytes(armor.replace("=", "")), false, keys));
    }

    @Test
    void base64WithBitsThatMeanNothingIsMalformed() {
        PrivateSshKey key = padded();
        Keyring keys = TestKeys.keyring(key.publicKey());
        String armor = SshSigFields.armored(SshSigFields.by(key).blob(MESSAGE));
        int last = armor.indexOf('=') - 1;
        String other = armor.substring(0, last) + (char) (armor.charAt(last) + 1) + armor.substring(last + 1);
        assertThat(check(bytes(armor), false, keys)).isInstanceOf(SignatureCheck.Valid.class);
        assertMalformed(check(bytes(other), false, keys));
    }

    @Test
    void garbageOfTenMegabytesIsRefusedSoon() {
        byte[] noise = new byte[10_000_000];
        new Random(5).nextBytes(noise);
        byte[] lines = new byte[10_000_000];
        Arrays.fill(lines, (byte) '\n');
        byte[] letters = new byte[10_000_000];
        Arrays.fill(letters, (byte) 'A');
        for (byte[] garbage : new byte[][] {noise, lines, letters}) {
            String text = new String(garbage, ISO_8859_1);
            Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
                assertMalformed(check(text, false));
                assertMalformed(check(BEGIN + text, false));
                assertMalformed(check(BEGIN + text + "\n" + END, false));
                assertMalformed(check(ARMOR + text.replace('\n', 'x'), false));
                assertThat(check(ARMOR + text, true)).isInstanceOf(SignatureCheck.Valid.class);
            });
        }
    }

    private static void assertMalformed(SignatureCheck check) {
        assertThat(check)
                .isInstanceOfSatisfying(
                        SignatureCheck.Unusable.class,
                        unusable -> assertThat(unusable.defect()).isEqualTo(Defect.MALFORMED));
    }

    private static SignatureCheck check(String armor, boolean trailingAllowed) {
        return check(bytes(armor), trailingAllowed, KEYS);
    }

    private static SignatureCheck check(byte[] armor, boolean trailingAllowed, Keyring keys) {
        return SignatureFormats.check(SignedBytes.whole(MESSAGE), armor, trailingAllowed, keys);
    }

    /** A key whose signatures do not fill the last group of their Base64. */
    private static PrivateSshKey padded() {
        return Stream.of(
                        PrivateSshKey.ed25519(),
                        PrivateSshKey.tokenEd25519(1, 7),
                        PrivateSshKey.tokenP256(1, 7),
                        PrivateSshKey.p384(),
                        PrivateSshKey.rsa("rsa-sha2-256"))
                .filter(key -> SshSigFields.by(key).blob(MESSAGE).length % 3 != 0)
                .findFirst()
                .orElseThrow();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
