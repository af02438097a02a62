package dev.refwarden.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TagReaderTest {
    private static final String HEADERS =
            "object " + "1".repeat(40) + "\ntype commit\ntag v1\ntagger T <t@example.org> 1 +0000\n\n";
    private static final String QUOTED = "-----BEGIN PGP SIGNATURE-----\n\nquoted\n-----END PGP SIGNATURE-----\n";
    private static final String OWN = "-----BEGIN SSH SIGNATURE-----\nU1NI\n-----END SSH SIGNATURE-----\n";

    @Test
    void aSignatureThatTheMessageQuotesIsSignedWithIt() throws Exception {
        String signed = HEADERS + "Release notes\n\n" + QUOTED + "\nand more text\n";
        CarriedSignature.Block block = block(signed + OWN);
        assertThat(block.signed().toByteArray()).asString(ISO_8859_1).isEqualTo(signed);
        assertThat(block.armor()).asString(ISO_8859_1).isEqualTo(OWN);
    }

    @Test
    void textBehindTheLastSignatureBelongsToItsBlock() throws Exception {
        assertThat(block(HEADERS + "m\n" + QUOTED + "more\n").armor())
                .asString(ISO_8859_1)
                .isEqualTo(QUOTED + "more\n");
    }

    @Test
    void aMarkInsideALineIsText() throws Exception {
        assertThat(TagReader.read(
                                (HEADERS + "see -----BEGIN PGP SIGNATURE-----\n").getBytes(ISO_8859_1),
                                ObjectFormat.SHA1)
                        .signature())
                .isInstanceOf(CarriedSignature.None.class);
    }

    private static CarriedSignature.Block block(String tag) throws MalformedObject {
        return (CarriedSignature.Block)
                TagReader.read(tag.getBytes(ISO_8859_1), ObjectFormat.SHA1).signature();
    }
}
