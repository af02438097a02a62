package dev.refwarden.format.x509;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.format.CheckedObject;
import dev.refwarden.format.Keyring;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.format.openpgp.OpenPgpCorpus;
import dev.refwarden.people.TestKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Real commits signed by gitsign, with certificates that live for ten minutes. */
@EnabledIfEnvironmentVariable(
        named = "REFWARDEN_CORPUS",
        matches = ".+",
        disabledReason = "REFWARDEN_CORPUS is unset: no corpus of real signatures")
class CmsCorpusTest {
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
    private static final String ADDRESS = "email:";

    @TempDir
    private Path folder;

    @Test
    void certificatesOfFulcioAreGoodAtTheirSigningTimeAndNotNow() throws Exception {
        List<String[]> rows = OpenPgpCorpus.table("expected/x509-gitsign.tsv");
        List<byte[]> objects = OpenPgpCorpus.objects(
                "x509-gitsign", rows.stream().map(row -> row[0]).toList(), folder);
        Keyring now = keyring(rows, Optional.empty());
        Keyring atSigning = keyring(rows, Optional.of(Duration.ofDays(3)));
        Map<String, Integer> seen = new TreeMap<>();
        for (int i = 0; i < rows.size(); i++) {
            String[] row = rows.get(i);
            SignatureCheck check = CheckedObject.commit(objects.get(i), now);
            assertThat(check)
                    .as(row[0])
                    .isInstanceOfSatisfying(
                            SignatureCheck.Valid.class,
                            valid -> assertThat(valid.key().expires().orElseThrow())
                                    .isBefore(NOW));
            SignatureCheck then = CheckedObject.commit(objects.get(i), atSigning);
            boolean good = row[4].equals("at_signingTime=OK");
            assertThat(then instanceof SignatureCheck.Valid).as(row[0]).isEqualTo(good);
            seen.merge(
                    good
                            ? "good when signed"
                            : ((SignatureCheck.Unusable) then).defect().toString(),
                    1,
                    Integer::sum);
        }
        assertThat(seen).containsOnly(Map.entry("good when signed", 259), Map.entry("NOT_VALID_THEN", 3));
    }

    @Test
    void hostileCommitsAreRefusedAndHarmlessOnesAreNot() throws Exception {
        Keyring keys = keyring(OpenPgpCorpus.table("expected/x509-gitsign.tsv"), Optional.of(Duration.ofDays(3)));
        List<String> wrong = new ArrayList<>();
        int judged = 0;
        for (String[] row : OpenPgpCorpus.table("hostile/expected.tsv")) {
            if (!row[0].startsWith("x509-fulcio/") || row[1].equals("EITHER")) {
                continue;
            }
            byte[] commit =
                    Files.readAllBytes(OpenPgpCorpus.ROOT.resolve("hostile").resolve(row[0]));
            SignatureCheck check = CheckedObject.commit(commit, keys);
            if (check instanceof SignatureCheck.Valid != row[1].equals("ACCEPT")) {
                wrong.add(row[0] + ": " + check);
            }
            judged++;
        }
        assertThat(wrong).isEmpty();
        assertThat(judged).isEqualTo(20);
    }

    private static Keyring keyring(List<String[]> rows, Optional<Duration> within) throws Exception {
        byte[] pem = Files.readAllBytes(OpenPgpCorpus.ROOT.resolve("keys/fulcio-all.pem"));
        Authority fulcio = Authority.read(pem, List.of());
        List<X509Identity> identities = new ArrayList<>();
        rows.stream()
                .map(row -> row[6])
                .filter(name -> name.startsWith(ADDRESS))
                .distinct()
                .forEach(name -> identities.add(new X509Identity(
                        CertifiedName.email(name.substring(ADDRESS.length())),
                        fulcio,
                        "fulcio.pem",
                        Optional.empty(),
                        within)));
        return TestKeys.keyring(identities);
    }
}
