package dev.refwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.policy.Folder;
import dev.refwarden.policy.TestKeys;
import dev.refwarden.review.desk.SpokenTime;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code refwarden key import}, {@code key add} and {@code key compromised}: all of it, or nothing, and why. */
class KeyImportTest {
    private @TempDir Path temporary;
    private Folder config;
    private Folder files;

    @BeforeEach
    void lay() {
        config = Folder.least(temporary.resolve("config"))
                .write("people/alice.yaml", "name: Alice\nemails: [alice@example.org]\naccounts: [al]\n")
                .write("people/bob.yaml", "name: Bob\nemails: [bob@example.org]\n");
        files = Folder.least(temporary.resolve("files"));
    }

    private CommandLineRun run(String command, Object... arguments) {
        List<Object> words = new ArrayList<>(List.of("key", command, "--config", config.path()));
        words.addAll(List.of("--state", temporary.resolve("none")));
        words.addAll(List.of(arguments));
        return CommandLineRun.of(words.toArray());
    }

    private Path file(String name, String text) {
        files.write(name, text);
        return files.path().resolve(name);
    }

    private String people(String person) {
        return config.read("people/" + person + ".yaml");
    }

    @Test
    void nothingIsEnrolledUnasked() {
        Path file = file("alice.keys", TestKeys.line("alice") + "\n");
        CommandLineRun shown = run("import", file);
        assertThat(shown.status()).isEqualTo(1);
        assertThat(shown.out())
                .contains("alice.keys:1: new: alice-ssh-ed25519 for alice, SHA256:")
                .endsWith("nothing is changed; --yes enrols it\n");
        assertThat(people("alice")).doesNotContain("keys:");
        CommandLineRun done = run("import", "--yes", file);
        assertThat(done.status()).as(done.out() + done.err()).isZero();
        assertThat(people("alice")).contains("- id: alice-ssh-ed25519").contains(TestKeys.line("alice"));
        CommandLineRun again = run("import", file);
        assertThat(again.status()).isZero();
        assertThat(again.out()).contains("is enrolled already").endsWith("nothing to enrol\n");
    }

    @Test
    void optionsOfLoginsAreLeftOutAndUnknownOnesRefuse() {
        String login =
                "restrict,command=\"X=1 exec git-shell -c \\\"$SSH_ORIGINAL_COMMAND\\\"\",expiry-time=\"20300101\" ";
        Path file = file("authorized_keys", login + TestKeys.line("alice") + "\nfrom=\"10.*\" " + TestKeys.line("bob"));
        CommandLineRun run = run("import", "--yes", file);
        assertThat(run.status()).as(run.out() + run.err()).isZero();
        assertThat(people("alice")).contains("expires: 2030-01-01T00:00:00Z").doesNotContain("command");
        file = file("authorized_keys", "frobnicate " + TestKeys.line("carol") + "\n" + TestKeys.line("dora") + "\n");
        run = run("import", "--yes", "--person", "alice", file);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out())
                .contains("authorized_keys:1: refused: nothing is known of its option frobnicate")
                .endsWith("no key is enrolled: fix what is refused, or take it out\n");
        assertThat(people("alice")).doesNotContain(TestKeys.line("dora"));
    }

    @Test
    void aDirectoryIsReadByItsAddressesAndAccounts() {
        String folded = TestKeys.line("bob");
        Path file = file("people.ldif", """
                version: 1
                # everybody
                dn: uid=al,ou=people,dc=example,dc=org
                uid: al
                sshPublicKey: %s

                dn: uid=b,ou=people,dc=example,dc=org
                mail: bob@example.org
                sshPublicKey:: %s
                """.formatted(
                        TestKeys.line("alice").substring(0, 60) + "\n "
                                + TestKeys.line("alice").substring(60),
                        Base64.getEncoder().encodeToString(folded.getBytes(StandardCharsets.UTF_8))));
        CommandLineRun run = run("import", "--yes", file);
        assertThat(run.status()).as(run.out() + run.err()).isZero();
        assertThat(people("alice")).contains(TestKeys.line("alice"));
        assertThat(people("bob")).contains(TestKeys.line("bob"));
    }

    @Test
    void aFolderIsReadWholeAndWhatItLacksStays() {
        run("add", "alice", file("old.pub", TestKeys.line("dora")), "--id", "alice-old");
        files.write("keydir/alice@laptop.pub", TestKeys.line("carol").replace("carol@example.org", "") + "\n");
        files.write("keydir/deep/bob.pub", TestKeys.line("bob") + "\n");
        CommandLineRun run = run("import", "--yes", files.path().resolve("keydir"));
        assertThat(run.status()).as(run.out() + run.err()).isZero();
        assertThat(run.out())
                .contains("2 keys are enrolled")
                .contains("note: alice has alice-old besides, which stays");
        assertThat(people("alice")).contains("alice-old").contains("alice-ssh-ed25519");
    }

    @Test
    void severalKeysAreAllAddedOrNone() {
        Path both = file("both.pub", TestKeys.line("alice") + "\n" + TestKeys.line("carol") + "\n");
        CommandLineRun run = run("add", "alice", both, "--id", "alice-one");
        assertThat(run.status()).isNotZero();
        assertThat(run.err()).contains("2 keys and 1 --id: give one for each key, in their order, or none");
        assertThat(people("alice")).doesNotContain("keys:");
        run = run("add", "alice", both, file("bad.pub", "ssh-ed25519 AAAAnonsense\n"));
        assertThat(run.status()).isNotZero();
        assertThat(people("alice")).doesNotContain("keys:");
        run = run("add", "alice", both, file("third.pub", TestKeys.line("dora") + "\n"));
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(people("alice")).contains("alice-ssh-ed25519\n", "alice-ssh-ed25519-2\n", "alice-ssh-ed25519-3\n");
    }

    @Test
    void everythingOfAPersonEndsAndNothingIsProlonged() {
        run("add", "alice", file("a.pub", TestKeys.line("alice")), file("b.pub", TestKeys.line("carol")));
        CommandLineRun first = run("compromised", "alice-ssh-ed25519", "--since", "2026-01-01");
        assertThat(first.status()).as(first.err()).isZero();
        CommandLineRun run = run("compromised", "--everything-of", "alice", "--since", "2026-02-01");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "alice-ssh-ed25519 of alice is compromised from 2026-01-01T00:00:00Z on already, and stays so")
                .contains("alice-ssh-ed25519-2 of alice is compromised from 2026-02-01T00:00:00Z on:")
                .contains("authorized_keys")
                .contains(" for al");
        assertThat(people("alice"))
                .contains("compromised: 2026-01-01T00:00:00Z")
                .contains("compromised: 2026-02-01T00:00:00Z");
        assertThat(run("compromised", "--everything-of", "nobody").status()).isEqualTo(1);
        assertThat(run("compromised").status()).isEqualTo(64);
    }

    @Test
    void timesAreTakenAsPeopleSayThem() {
        Instant now = Instant.parse("2026-03-14T08:30:00Z");
        assertThat(SpokenTime.parse("now", now)).contains(now);
        assertThat(SpokenTime.parse("Yesterday", now)).contains(Instant.parse("2026-03-13T00:00:00Z"));
        assertThat(SpokenTime.parse("3d ago", now)).contains(Instant.parse("2026-03-11T08:30:00Z"));
        assertThat(SpokenTime.parse("7d", now)).contains(Instant.parse("2026-03-07T08:30:00Z"));
        assertThat(SpokenTime.parse("2 hours ago", now)).contains(Instant.parse("2026-03-14T06:30:00Z"));
        assertThat(SpokenTime.parse("2026-03-01", now)).contains(Instant.parse("2026-03-01T00:00:00Z"));
        assertThat(SpokenTime.parse("soon", now)).isEmpty();
        assertThat(SpokenTime.parse("2026-13-01", now)).isEmpty();
    }
}
