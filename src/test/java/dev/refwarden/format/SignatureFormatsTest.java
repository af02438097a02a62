package dev.refwarden.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.people.KeyType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureFormatsTest {
    private static final byte[] NOTHING = new byte[0];

    @Test
    void namesAndArmorTellFormatsApart() {
        assertThat(SignatureFormats.names()).doesNotHaveDuplicates().containsExactly("ssh", "openpgp", "x509");
        assertThat(SignatureFormats.ALL).extracting(SignatureFormat::armorLabel).doesNotHaveDuplicates();
    }

    @Test
    void aFileIsReadByTheFormatWhoseMarkItBears() {
        assertThat(kind("-----BEGIN PGP PUBLIC KEY BLOCK-----\n")).isEqualTo("openpgp");
        assertThat(kind("\u00983\u0004")).isEqualTo("openpgp");
        assertThat(kind("-----BEGIN CERTIFICATE-----\n")).isEqualTo("x509");
        assertThat(kind("neither of them")).isEqualTo("key");
    }

    @Test
    void aByteOrderMarkIsNoPacket() {
        assertThat(SignatureFormats.keyFiles("\u00ef\u00bb\u00bfssh-ed25519 AAAA".getBytes(StandardCharsets.ISO_8859_1))
                        .kind(NOTHING))
                .isEqualTo("key");
    }

    @Test
    void whatNoFormatRecognizesIsOfferedWithTheReasonAgainstIt() {
        List<KeyOffer> offers = SignatureFormats.offers("nothing of use\n".getBytes(StandardCharsets.UTF_8), List.of());
        assertThat(offers).hasSize(1);
        assertThat(offers.get(0).key()).isEmpty();
        assertThat(offers.get(0).place()).isEqualTo(":1");
        assertThat(offers.get(0).why()).contains("cannot be judged");
    }

    /** Rules go by the types of keys, and so promise what some format must keep. */
    @Test
    void statementsAreSignedInAFormatWhereverTypesOfKeysSaySo() {
        assertThat(Arrays.stream(KeyType.values()).anyMatch(KeyType::signsStatements))
                .isTrue();
        assertThat(SignatureFormats.statementCommands(Purposes.APPROVAL))
                .containsExactly("ssh-keygen -Y sign -n refwarden-approval -f KEY FILE");
    }

    private static String kind(String file) {
        byte[] bytes = file.getBytes(StandardCharsets.ISO_8859_1);
        return SignatureFormats.keyFiles(bytes).kind(bytes);
    }
}
