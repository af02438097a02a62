package dev.refwarden.format.openpgp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.format.Defect;
import dev.refwarden.format.Keyring;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.format.SignatureFormats;
import dev.refwarden.git.CarriedSignature;
import dev.refwarden.git.Commit;
import dev.refwarden.git.ObjectFormat;
import dev.refwarden.git.ParsedCommit;
import dev.refwarden.git.ParsedTag;
import dev.refwarden.git.Tag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Real signatures: every verdict must be GnuPG's, or stricter for a reason that is named here. */
@EnabledIfEnvironmentVariable(
        named = "REFWARDEN_CORPUS",
        matches = ".+",
        disabledReason = "REFWARDEN_CORPUS is unset: no corpus of real signatures")
class OpenPgpCorpusTest {
    @TempDir
    private Path folder;

    @Test
    void commitsOfDerivativeMakerAreJudgedAsByGnuPg() throws Exception {
        Keyring keys = OpenPgpCorpus.keyring("toml-derivative-maker.gpg");
        List<String[]> rows = OpenPgpCorpus.table("expected/derivative-maker.tsv");
        List<byte[]> objects = objects("derivative-maker", rows);
        Map<String, Integer> seen = new TreeMap<>();
        for (int i = 0; i < rows.size(); i++) {
            String[] row = rows.get(i);
            if (row[1].equals("ssh")) {
                continue;
            }
            String verdict = verdict(commit(objects.get(i), keys));
            seen.merge(row[2], 1, Integer::sum);
            String expected = switch (row[2]) {
                case "G" -> "valid " + row[3];
                case "E" -> "unknown";
                default -> "absent";
            };
            assertThat(verdict).as(row[0]).isEqualTo(expected);
        }
        assertThat(seen).containsOnly(Map.entry("G", 3000), Map.entry("E", 190), Map.entry("N", 20));
    }

    @Test
    void commitsOfGuixByKeysExpiredSinceAreValid() throws Exception {
        Keyring keys = OpenPgpCorpus.keyring("guixcrypto.gpg");
        List<String[]> rows = OpenPgpCorpus.table("expected/guix-crypto.tsv");
        List<byte[]> objects = objects("guix-crypto", rows);
        assertThat(rows).hasSize(320);
        for (int i = 0; i < rows.size(); i++) {
            String[] row = rows.get(i);
            SignatureCheck check = commit(objects.get(i), keys);
            assertThat(verdict(check)).as(row[0]).isEqualTo("valid " + row[2]);
            assertThat(((SignatureCheck.Valid) check).key().expires())
                    .as(row[0])
                    .isPresent();
        }
    }

    @Test
    void tagsOfGitAreJudgedAsByGnuPgButForOldFormatsAndWeakDigests() throws Exception {
        Keyring keys = OpenPgpCorpus.keyring("git.gpg");
        List<String[]> rows = OpenPgpCorpus.table("expected/git-tags.tsv");
        List<byte[]> objects = objects("git-tags", rows);
        Map<String, Integer> seen = new TreeMap<>();
        for (int i = 0; i < rows.size(); i++) {
            String[] row = rows.get(i);
            String verdict = verdict(tag(objects.get(i), keys));
            if (verdict.startsWith("valid ")) {
                assertThat(verdict).as(row[1]).isEqualTo("valid " + row[4]);
                verdict = "valid";
            }
            seen.merge(row[3] + " over " + row[6] + ": " + verdict, 1, Integer::sum);
        }
        // Over SHA-256 (8) and SHA-1 (2); the malformed ones are signatures of version 3.
        assertThat(seen)
                .containsOnly(
                        Map.entry("G over 8: valid", 357),
                        Map.entry("G over 2: WEAK_DIGEST", 271),
                        Map.entry("E over 2: WEAK_DIGEST", 144),
                        Map.entry("E over 2: UNSUPPORTED", 233),
                        Map.entry("E over 8: unknown", 1));
    }

    @Test
    void hostileCommitsAreRefusedAndHarmlessOnesAreNot() throws Exception {
        Keyring keys = OpenPgpCorpus.keyring("hostile-pgp-rsa.gpg");
        List<String> wrong = new ArrayList<>();
        int judged = 0;
        for (String[] row : OpenPgpCorpus.table("hostile/expected.tsv")) {
            if (!row[0].startsWith("pgp-rsa/") || row[1].equals("EITHER")) {
                continue;
            }
            SignatureCheck check = commit(
                    Files.readAllBytes(OpenPgpCorpus.ROOT.resolve("hostile").resolve(row[0])), keys);
            boolean accepted = check instanceof SignatureCheck.Valid;
            if (accepted != row[1].equals("ACCEPT")) {
                wrong.add(row[0] + ": " + check);
            }
            judged++;
        }
        assertThat(wrong).isEmpty();
        assertThat(judged).isEqualTo(26);
    }

    private List<byte[]> objects(String pack, List<String[]> rows) throws Exception {
        return OpenPgpCorpus.objects(pack, rows.stream().map(row -> row[0]).toList(), folder);
    }

    private static SignatureCheck commit(byte[] raw, Keyring keys) {
        ParsedCommit parsed = ParsedCommit.of(raw, ObjectFormat.SHA1);
        return parsed instanceof Commit commit ? check(commit.signature(), keys) : malformed();
    }

    private static SignatureCheck tag(byte[] raw, Keyring keys) {
        ParsedTag parsed = ParsedTag.of(raw, ObjectFormat.SHA1);
        return parsed instanceof Tag tag ? check(tag.signature(), keys) : malformed();
    }

    private static SignatureCheck check(CarriedSignature carried, Keyring keys) {
        if (carried instanceof CarriedSignature.Block block) {
            return SignatureFormats.check(block.signed(), block.armor(), false, keys);
        }
        return carried instanceof CarriedSignature.None ? new SignatureCheck.Absent() : malformed();
    }

    private static SignatureCheck malformed() {
        return new SignatureCheck.Unusable(Defect.MALFORMED, "");
    }

    private static String verdict(SignatureCheck check) {
        if (check instanceof SignatureCheck.Valid valid) {
            return "valid " + valid.key().fingerprint();
        }
        if (check instanceof SignatureCheck.Unusable unusable) {
            return unusable.defect().toString();
        }
        return check instanceof SignatureCheck.UnknownKey ? "unknown" : "absent";
    }
}
