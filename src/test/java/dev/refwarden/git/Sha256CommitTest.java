package dev.refwarden.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.suite.Effort;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a signature is, and what is none, in commits and tags of repositories of SHA-256 ids. */
class Sha256CommitTest {
    private static final String TREE = "tree " + "1".repeat(64) + "\n";
    private static final String PARENT = "parent " + "2".repeat(64) + "\n";
    private static final String AUTHOR = "author A U Thor <a@example.org> 1795420800 +0100\n";
    private static final String COMMITTER = "committer C <c@example.org> 1795420801 -0230\n";
    private static final String ARMOR = " -----BEGIN SSH SIGNATURE-----\n U1NI\n -----END SSH SIGNATURE-----\n";
    private static final String MESSAGE = "\nsubject\n\nbody\n";

    @Test
    void theSignatureCoversEverythingButItself() {
        for (String behind : new String[] {"", "encoding ISO-8859-1\n"}) {
            String raw = TREE + PARENT + AUTHOR + COMMITTER + "gpgsig-sha256" + ARMOR + behind + MESSAGE;
            Commit commit = (Commit) read(raw);
            CarriedSignature.Block block = (CarriedSignature.Block) commit.signature();
            assertThat(commit.parents()).containsExactly(ObjectId.fromHex("2".repeat(64)));
            assertThat(new String(block.signed().toByteArray(), ISO_8859_1))
                    .isEqualTo(TREE + PARENT + AUTHOR + COMMITTER + behind + MESSAGE);
            assertThat(new String(block.armor(), ISO_8859_1))
                    .isEqualTo(ARMOR.replace("\n ", "\n").strip());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$T$A$C$1$M",
                "$T$A$C$1$2$M",
                "$T$A$C$2$1$M",
                "$T$A$C$2$2$M",
                "$T$A$C$2encoding x\n$2$M",
                "$T$A$C$2gpgsig x\n$M",
                "$T$A$Cgpgsig x\n$2$M",
                "$T$A$C$2gpgsig-sha512 x\n$M",
                "$T$A$Cgpgsig-sha2567 x\n$M",
                "$T$A$Cgpgsig-sha25 x\n$2$M"
            })
    void anyOtherHeaderThatBeginsSoMakesItMalformed(String pattern) {
        assertThat(((Commit) read(filled(pattern))).signature()).isInstanceOf(CarriedSignature.Ambiguous.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$T$A$C$M",
                "$T$A$C\n-----BEGIN SSH SIGNATURE-----\nU1NI\n-----END SSH SIGNATURE-----\n",
                "$T$A$Cmergetag object x\n gpgsig-sha256 y\n$M",
                "$T$A$CGPGSIG-SHA256 x\n$M"
            })
    void whatStandsElsewhereIsNoSignature(String pattern) {
        assertThat(((Commit) read(filled(pattern))).signature()).isInstanceOf(CarriedSignature.None.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tree 1111111111111111111111111111111111111111\n$A$C$M",
                "$Tparent 2222222222222222222222222222222222222222\n$A$C$M",
                "$Tparent 222222222222222222222222222222222222222222222222222222222222222\n$A$C$M",
                "$Tparent A222222222222222222222222222222222222222222222222222222222222222\n$A$C$M"
            })
    void idsOfAnotherLengthMakeNoCommit(String pattern) {
        assertThat(read(filled(pattern))).isInstanceOf(ParsedCommit.Malformed.class);
    }

    @Test
    void aTagCarriesItsSignatureInItsBody() throws Exception {
        String headers = "object " + "1".repeat(64) + "\ntype commit\ntag v1\ntagger A <a@example.org> 1 +0000\n";
        String block = "-----BEGIN SSH SIGNATURE-----\nU1NI\n-----END SSH SIGNATURE-----\n";
        assertThat(tag(headers + "\nv1\n" + block)).isInstanceOf(CarriedSignature.Block.class);
        for (String header : new String[] {"gpgsig", "gpgsig-sha256"}) {
            assertThat(tag(headers + header + ARMOR + "\nv1\n")).isInstanceOf(CarriedSignature.Ambiguous.class);
            assertThat(tag(headers + header + ARMOR + "\nv1\n" + block)).isInstanceOf(CarriedSignature.Ambiguous.class);
        }
        String shortened = headers.replace("1".repeat(64), "1".repeat(40));
        assertThat(ParsedTag.of((shortened + "\nv1\n").getBytes(ISO_8859_1), ObjectFormat.SHA256))
                .isInstanceOf(ParsedTag.Malformed.class);
    }

    /** Whatever is damaged, the bytes that a found signature covers hold no other header that some git takes for one. */
    @Test
    void noDamageMakesTwoSignatures() {
        Random random = new Random(5);
        byte[] good = filled("$T$P$A$C$2$M").getBytes(ISO_8859_1);
        for (int i = 0; i < Effort.rounds(20_000); i++) {
            byte[] damaged = good.clone();
            for (int j = 0; j <= random.nextInt(3); j++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            if (ParsedCommit.of(damaged, ObjectFormat.SHA256) instanceof Commit commit
                    && commit.signature() instanceof CarriedSignature.Block block) {
                String signed = new String(block.signed().toByteArray(), ISO_8859_1);
                assertThat(signed.substring(0, signed.indexOf("\n\n"))).doesNotContain("\ngpgsig");
            }
        }
    }

    private static CarriedSignature tag(String raw) throws MalformedObject {
        return TagReader.read(raw.getBytes(ISO_8859_1), ObjectFormat.SHA256).signature();
    }

    private static ParsedCommit read(String raw) {
        return ParsedCommit.of(raw.getBytes(ISO_8859_1), ObjectFormat.SHA256);
    }

    private static String filled(String pattern) {
        return pattern.replace("$T", TREE)
                .replace("$P", PARENT)
                .replace("$A", AUTHOR)
                .replace("$C", COMMITTER)
                .replace("$1", "gpgsig" + ARMOR)
                .replace("$2", "gpgsig-sha256" + ARMOR)
                .replace("$M", MESSAGE);
    }
}
