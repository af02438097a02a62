package dev.refwarden.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.suite.Effort;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which commits are well-formed, and which bytes of one its signature covers. */
class ParsedCommitTest {
    private static final String TREE = "tree " + "1".repeat(40) + "\n";
    private static final String PARENT = "parent " + "2".repeat(40) + "\n";
    private static final String AUTHOR = "author A U Thor <a@example.org> 1795420800 +0100\n";
    private static final String COMMITTER = "committer C <c@example.org> 1795420801 -0230\n";
    private static final String SIGNATURE =
            "gpgsig -----BEGIN SSH SIGNATURE-----\n U1NI\n -----END SSH SIGNATURE-----\n";
    private static final String MESSAGE = "\nsubject\n\nbody\n";

    @Test
    void aPlainCommitIsRead() {
        Commit commit = commit(TREE + PARENT + PARENT + AUTHOR + COMMITTER + MESSAGE);
        assertThat(commit.parents()).hasSize(2);
        assertThat(commit.author().email()).isEqualTo("a@example.org");
        assertThat(commit.committer().email()).isEqualTo("c@example.org");
        assertThat(commit.subject()).isEqualTo("subject");
        assertThat(commit.signature()).isInstanceOf(CarriedSignature.None.class);
    }

    @Test
    void theSignatureCoversEverythingButItself() {
        String others = "encoding ISO-8859-1\n";
        for (String behind : new String[] {"", others}) {
            String raw = TREE + AUTHOR + COMMITTER + SIGNATURE + behind + MESSAGE;
            CarriedSignature.Block block = (CarriedSignature.Block) commit(raw).signature();
            assertThat(new String(block.signed().toByteArray(), ISO_8859_1))
                    .isEqualTo(TREE + AUTHOR + COMMITTER + behind + MESSAGE);
            assertThat(new String(block.armor(), ISO_8859_1))
                    .isEqualToIgnoringNewLines("-----BEGIN SSH SIGNATURE-----\nU1NI\n-----END SSH SIGNATURE-----\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tree",
                "$A$C$M",
                "$T$T$A$C$M",
                "$T$A$C$T$M",
                "$P$T$A$C$M",
                "$T$A$P$C$M",
                "$T$A$A$C$M",
                "$T$A$C$C$M",
                "$T$C$A$M",
                "$T$A$M",
                "$T$C$M",
                "$T$A$C no header\n$M",
                " $T$A$C$M",
                "tree 123\n$A$C$M",
                "tree 1111111111111111111111111111111111111111111111111111111111111111\n$A$C$M",
                "$Tparent 1111111111111111111111111111111111111111111111111111111111111111\n$A$C$M",
                "tree 111111111111111111111111111111111111111G\n$A$C$M",
                "TREE 1111111111111111111111111111111111111111\n$A$C$M",
                "tree  1111111111111111111111111111111111111111\n$A$C$M",
                "$Tauthor nobody\n$C$M",
                "$Tauthor A <a@example.org\n$C$M",
                "$Tauthor A <a@example.org> soon +0000\n$C$M",
                "$Tauthor A <a@example.org> 1 0000\n$C$M",
                "$Tauthor A <a<b>@example.org> 1 +0000\n$C$M",
                "$T$A$C$M\0",
                "$T$A$C\nsub\0ject\n",
                "$T\0$A$C$M"
            })
    void whatGitWouldNotWriteIsMalformed(String pattern) {
        assertThat(ParsedCommit.of(bytes(pattern), ObjectFormat.SHA1)).isInstanceOf(ParsedCommit.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$T$A$C$S$S$M",
                "$T$A$C$Sencoding x\n$S$M",
                "$T$A$C$Sgpgsigx y\n$M",
                "$T$A$Cgpgsig-sha256 x\n$S$M",
                "$T$A$C$Sgpgsig-sha256 x\n$M"
            })
    void severalSignaturesAreNone(String pattern) {
        ParsedCommit parsed = ParsedCommit.of(bytes(pattern), ObjectFormat.SHA1);
        assertThat(parsed).isInstanceOf(Commit.class);
        assertThat(((Commit) parsed).signature()).isInstanceOf(CarriedSignature.Ambiguous.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"$T$A$C\n-----BEGIN SSH SIGNATURE-----\nU1NI\n-----END SSH SIGNATURE-----\n", "$T$A$C$Gm\n"})
    void aSignatureInTheMessageOrInAMergedTagIsNone(String pattern) {
        assertThat(commit(new String(bytes(pattern), ISO_8859_1)).signature())
                .isInstanceOf(CarriedSignature.None.class);
    }

    @Test
    void noBytesAtAllMakeItFail() {
        Random random = new Random(4);
        byte[] good = bytes("$T$P$A$C$S$M");
        for (int i = 0; i < Effort.rounds(20_000); i++) {
            byte[] damaged = good.clone();
            for (int j = 0; j <= random.nextInt(3); j++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            assertThat(ParsedCommit.of(damaged, ObjectFormat.SHA1)).isNotNull();
        }
    }

    private static Commit commit(String raw) {
        ParsedCommit parsed = ParsedCommit.of(raw.getBytes(ISO_8859_1), ObjectFormat.SHA1);
        assertThat(parsed).isInstanceOf(Commit.class);
        return (Commit) parsed;
    }

    private static byte[] bytes(String pattern) {
        String mergeTag = "mergetag object " + "2".repeat(40)
                + "\n type commit\n tag v1\n tagger T <t@example.org> 1 +0000\n \n message\n -----BEGIN SSH SIGNATURE-----\n"
                + " U1NI\n -----END SSH SIGNATURE-----\n\n";
        return pattern.replace("$T", TREE)
                .replace("$P", PARENT)
                .replace("$A", AUTHOR)
                .replace("$C", COMMITTER)
                .replace("$S", SIGNATURE)
                .replace("$G", mergeTag)
                .replace("$M", MESSAGE)
                .getBytes(ISO_8859_1);
    }
}
