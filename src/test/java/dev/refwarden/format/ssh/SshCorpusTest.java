package dev.refwarden.format.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.format.CheckedObject;
import dev.refwarden.format.Keyring;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.format.TokenFlags;
import dev.refwarden.format.openpgp.OpenPgpCorpus;
import dev.refwarden.git.SignedBytes;
import dev.refwarden.people.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real SSH signatures: every verdict must be OpenSSH's, and everything hostile must be refused. */
@EnabledIfEnvironmentVariable(
        named = "REFWARDEN_CORPUS",
        matches = ".+",
        disabledReason = "REFWARDEN_CORPUS is unset: no corpus of real signatures")
class SshCorpusTest {
    @TempDir
    private Path folder;

    @Test
    void commitsOfOpenSshAreValidWithTheFlagsThatItsOwnToolSees() throws Exception {
        Keyring keys = TestKeys.keyring(signers());
        List<String[]> rows = OpenPgpCorpus.table("expected/openssh-v9.tsv", " ");
        List<byte[]> objects = OpenPgpCorpus.objects(
                "openssh-v9", rows.stream().map(row -> row[0]).toList(), folder);
        Map<String, Integer> seen = new TreeMap<>();
        for (int i = 0; i < rows.size(); i++) {
            String[] row = rows.get(i);
            SignatureCheck check = CheckedObject.commit(objects.get(i), keys);
            assertThat(check).as(row[0]).isInstanceOf(SignatureCheck.Valid.class);
            SignatureCheck.Valid valid = (SignatureCheck.Valid) check;
            assertThat(valid.key().fingerprint().value()).as(row[0]).isEqualTo(row[5]);
            assertThat(flags(valid.flags())).as(row[0]).isEqualTo(said(row));
            seen.merge(row[1], 1, Integer::sum);
        }
        assertThat(seen.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(884);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ed25519", "ecdsa", "rsa", "ed25519_sk", "ecdsa_sk", "ecdsa_sk_webauthn", "mldsa44-ed25519"})
    void signaturesOfOpenSshsOwnTestsAreValid(String name) throws Exception {
        assertThat(openSsh(name)).isInstanceOf(SignatureCheck.Valid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssh-ed25519", "ssh-sk"})
    void hostileCommitsAreRefusedAndHarmlessOnesAreNot(String kind) throws Exception {
        Keyring keys = TestKeys.keyring(signers());
        List<String> wrong = new ArrayList<>();
        int judged = 0;
        for (String[] row : OpenPgpCorpus.table("hostile/expected.tsv")) {
            if (!row[0].startsWith(kind + "/") || row[1].equals("EITHER")) {
                continue;
            }
            byte[] commit =
                    Files.readAllBytes(OpenPgpCorpus.ROOT.resolve("hostile").resolve(row[0]));
            boolean accepted = CheckedObject.commit(commit, keys) instanceof SignatureCheck.Valid;
            if (accepted != row[1].equals("ACCEPT")) {
                wrong.add(row[0]);
            }
            judged++;
        }
        assertThat(wrong).isEmpty();
        assertThat(judged).isPositive();
    }

    private static SignatureCheck openSsh(String name) throws Exception {
        Path data = OpenPgpCorpus.ROOT.resolve("sshsig");
        SshPublicKey key =
                TestKeys.ssh(Files.readString(data.resolve(name + ".pub")).strip());
        return SshSignature.check(
                Files.readAllBytes(data.resolve(name + ".sig")),
                Files.readString(data.resolve("namespace")).strip(),
                SignedBytes.whole(Files.readAllBytes(data.resolve("signed-data"))),
                false,
                TestKeys.keyring(key));
    }

    /** What ssh-keygen shows of a token's flags and counter, in the last two fields. */
    private static String said(String[] row) {
        String last = row[row.length - 1];
        return last.startsWith("ctr=") ? row[row.length - 2] + " " + last : "none";
    }

    private static String flags(Optional<TokenFlags> flags) {
        if (flags.isEmpty()) {
            return "none";
        }
        int bits = (flags.get().touched() ? 1 : 0) | (flags.get().pinEntered() ? 4 : 0);
        return "flags=0x0" + bits + " ctr=" + flags.get().counter();
    }

    /** Every key that an allowed-signers file names, whatever it says of them. */
    private static List<SshPublicKey> signers() throws IOException {
        Set<SshPublicKey> keys = new LinkedHashSet<>();
        for (String line : Files.readAllLines(OpenPgpCorpus.ROOT.resolve("keys/openssh.allowed_signers"))) {
            String[] words = line.split(" ", -1);
            for (int i = 0; i + 1 < words.length; i++) {
                if (words[i].startsWith("ssh-") || words[i].startsWith("sk-") || words[i].startsWith("ecdsa-")) {
                    keys.add(TestKeys.ssh(words[i] + " " + words[i + 1]));
                    break;
                }
            }
        }
        return List.copyOf(keys);
    }
}
