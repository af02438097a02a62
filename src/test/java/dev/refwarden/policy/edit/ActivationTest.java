package dev.refwarden.policy.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.cli.CommandLineRun;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.policy.Folder;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code refwarden policy activate}: one configuration in the place of another. */
class ActivationTest {
    private @TempDir Path temporary;
    private Path config;
    private Folder candidate;

    @BeforeEach
    void lay() {
        config = temporary.resolve("refwarden");
        candidate = Folder.full(temporary.resolve("candidate"));
    }

    private CommandLineRun activate(Path folder) {
        return CommandLineRun.of("policy", "activate", "--config", config, folder);
    }

    private List<String> kept() throws IOException {
        try (Stream<Path> entries = Files.list(temporary.resolve("refwarden.d"))) {
            return entries.map(path -> path.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static String digest(Path folder) throws PolicyProblems {
        return Configuration.load(folder).policy().digest();
    }

    @Test
    void theFirstOneIsCopied() throws Exception {
        CommandLineRun run = activate(candidate.path());
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(Files.isDirectory(config, LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(digest(config)).isEqualTo(digest(candidate.path()));
        assertThat(run.out()).isEqualTo(config + " is now as in " + candidate.path() + " (" + digest(config) + ")\n");
        candidate.write("policy.yaml", "version: 1\nrepositories: []\n");
        assertThat(digest(config)).isNotEqualTo(digest(candidate.path()));
    }

    @Test
    void whatIsThereIsMovedAsideAndTheFolderStaysOne() throws Exception {
        String before = digest(Folder.least(config).path());
        CommandLineRun run = activate(candidate.path());
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(Files.isDirectory(config, LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(digest(config)).isEqualTo(digest(candidate.path()));
        assertThat(kept()).hasSize(1);
        Path former = temporary.resolve("refwarden.d").resolve(kept().get(0));
        assertThat(former.toString()).endsWith("-former");
        assertThat(digest(former)).isEqualTo(before);
        assertThat(run.out().lines())
                .contains(
                        "the one before is kept in " + former,
                        "to go back: refwarden policy activate --config " + config + " --back");
    }

    @Test
    void whereTheLedgerCannotBeReadThatIsSaidAndTheRulesChangeAllTheSame() throws Exception {
        String before = digest(Folder.least(config).path());
        Path state = Files.createDirectory(temporary.resolve("state"));
        Files.writeString(state.resolve("ledger.db"), "no database");
        CommandLineRun run = CommandLineRun.of(
                "policy", "activate", "--config", config, "--state", state, "--yes", candidate.path());
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("what is on the server already was not looked at: the ledger cannot be used")
                .contains("note: the rules are in force, but the log does not say who activated them");
        assertThat(digest(config)).isNotEqualTo(before);
    }

    @Test
    void theDifferenceIsShownBeforeItIsInForce() throws Exception {
        activate(candidate.path());
        Path next = Folder.least(temporary.resolve("next")).path();
        List<String> lines = activate(next).out().lines().toList();
        assertThat(lines).contains("weaker:", config + " is now as in " + next + " (" + digest(config) + ")");
        assertThat(lines.indexOf("weaker:"))
                .isLessThan(lines.indexOf(config + " is now as in " + next + " (" + digest(config) + ")"));
    }

    @Test
    void whatChangesIsShown() throws Exception {
        activate(candidate.path());
        Folder other = Folder.full(temporary.resolve("other")).replace("policy.yaml", "count: 2", "count: 1");
        assertThat(activate(other.path()).out()).contains("weaker:\n").contains("1 weaker");
    }

    @Test
    void keysOfTheExamplesAreRefused() throws Exception {
        CommandLineRun run = activate(Path.of("policies/small-team"));
        assertThat(run.status()).isNotZero();
        assertThat(run.err()).contains("these keys come with the examples, and nobody here holds them: ");
        assertThat(config).doesNotExist();
    }

    @Test
    void goingBackCopiesNothing() throws Exception {
        Folder.least(config);
        activate(candidate.path());
        Path former = temporary.resolve("refwarden.d").resolve(kept().get(0));
        String before = digest(former);
        CommandLineRun run = activate(former);
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(digest(config)).isEqualTo(before);
        assertThat(kept()).hasSize(1);
        assertThat(run.out()).contains("to go back: refwarden policy activate --config " + config + " --back");
    }

    @Test
    void whatIsInForceStays() throws Exception {
        activate(candidate.path());
        CommandLineRun run = activate(config.toRealPath());
        assertThat(run.status()).isZero();
        assertThat(run.out()).doesNotContain("to go back");
        assertThat(kept()).isEmpty();
    }

    @Test
    void aCopyIsOneOfItsOwn() throws Exception {
        activate(candidate.path());
        Path copy = temporary.resolve("next");
        CommandLineRun run = CommandLineRun.of("policy", "copy", "--config", config, copy);
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(digest(copy)).isEqualTo(digest(config));
        assertThat(Files.isDirectory(copy, LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(run.out()).contains("  refwarden policy activate --config " + config + " " + copy);
        assertThat(CommandLineRun.of("policy", "copy", "--config", config, copy).status())
                .isNotZero();
        assertThat(CommandLineRun.of("policy", "copy", "--config", config, config.resolve("keys/next"))
                        .status())
                .isNotZero();
    }

    @Test
    void aBrokenOneIsRefusedAndNothingChanges() throws Exception {
        Folder.least(config);
        candidate.replace("policy.yaml", "mode: enforce", "mode: maybe");
        CommandLineRun run = activate(candidate.path());
        assertThat(run).isEqualTo(new CommandLineRun(2, "", """
                        policy.yaml:12:11: mode: expected enforce or observe, found "maybe"
                        refwarden: the configuration cannot be used
                        """));
        assertThat(Files.isDirectory(config, LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(temporary.resolve("refwarden.d")).doesNotExist();
    }

    @Test
    void whatIsInForceMayBeBroken() throws Exception {
        Folder.least(config).write("policy.yaml", "broken: [");
        assertThat(activate(candidate.path()).status()).isZero();
        assertThat(digest(config)).isEqualTo(digest(candidate.path()));
    }

    @Test
    void aLinkToAnywhereIsPointedElsewhere() throws Exception {
        Folder elsewhere = Folder.least(temporary.resolve("elsewhere"));
        Files.createSymbolicLink(config, elsewhere.path());
        CommandLineRun run = activate(candidate.path());
        assertThat(run.out())
                .contains("the one before is kept in " + elsewhere.path().toRealPath());
        assertThat(digest(elsewhere.path())).isNotEqualTo(digest(config));
    }

    @Test
    void aLinkToNothingIsReplaced() throws Exception {
        Files.createSymbolicLink(config, Path.of("nothing"));
        assertThat(activate(candidate.path()).status()).isZero();
        assertThat(digest(config)).isEqualTo(digest(candidate.path()));
    }

    @Test
    void modesAreThoseOfTheOneInForce() throws Exception {
        Folder present = Folder.least(config).mode("policy.yaml", "rw-r-----").mode("server.yaml", "r--------");
        present.mode("", "rwxr-x---");
        candidate
                .mode("policy.yaml", "rw-rw-rw-")
                .mode("people/bob.yaml", "rwxrwxrwx")
                .mode("keys", "rwxrwxrwx");
        CommandLineRun run = activate(candidate.path());
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(mode("")).isEqualTo("rwxr-x---");
        assertThat(mode("policy.yaml")).isEqualTo("rw-r-----");
        assertThat(mode("server.yaml")).isEqualTo("r--------");
        assertThat(mode("people/bob.yaml")).isEqualTo("rw-r-----");
        assertThat(mode("keys")).isEqualTo("rwxr-x---");
        assertThat(mode("secrets/alice.totp")).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temporary.resolve("refwarden.d"))))
                .isEqualTo("rwxr-x---");
    }

    @Test
    void withoutOneInForceOthersCannotWrite() throws Exception {
        candidate.mode("policy.yaml", "rw-rw-rw-");
        activate(candidate.path());
        assertThat(mode("policy.yaml")).isEqualTo("rw-r--r--");
        assertThat(mode("secrets/alice.totp")).isEqualTo("rw-------");
    }

    private String mode(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(config.resolve(file)));
    }

    @Test
    void hiddenFilesStayBehindAndLinksWithinGoAlong() throws Exception {
        candidate.write(".git/config", "x").write("people/.alice.yaml.swp", "x");
        Files.move(candidate.path().resolve("keys"), candidate.path().resolve("public"));
        candidate.link("keys", "public");
        CommandLineRun run = activate(candidate.path());
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(config.resolve(".git")).doesNotExist();
        assertThat(config.resolve("people/.alice.yaml.swp")).doesNotExist();
        assertThat(Files.readSymbolicLink(config.resolve("keys"))).isEqualTo(Path.of("public"));
    }

    @Test
    void whatLeadsOutIsNotTakenAlong() throws Exception {
        Folder.least(config);
        candidate.link("notes", "../refwarden");
        CommandLineRun run = activate(candidate.path());
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).isEqualTo("refwarden: notes is a link that leads out of the configuration\n");
        assertThat(kept()).isEmpty();
        assertThat(Files.isDirectory(config, LinkOption.NOFOLLOW_LINKS)).isTrue();
    }

    @Test
    void aFileInThePlaceOfTheFolderIsLeftAlone() throws Exception {
        Files.writeString(config, "precious");
        assertThat(activate(candidate.path()))
                .isEqualTo(new CommandLineRun(3, "", "refwarden: not a directory: " + config + "\n"));
        assertThat(config).hasContent("precious");
    }

    @Test
    void twoAtOnceDoNotMix() throws Exception {
        activate(candidate.path());
        try (FileChannel channel = FileChannel.open(temporary.resolve("refwarden.d/.lock"), StandardOpenOption.WRITE)) {
            assertThat(channel.tryLock()).isNotNull();
            candidate.replace("policy.yaml", "count: 2", "count: 1");
            CommandLineRun run = activate(candidate.path());
            assertThat(run.status()).isEqualTo(3);
            assertThat(run.err()).contains("another activation is under way");
        }
        assertThat(activate(candidate.path()).status()).isZero();
    }

    @Test
    void whoeverReadsMeanwhileSeesTheOldOrTheNewOne() throws Exception {
        Folder other = Folder.full(temporary.resolve("other")).replace("policy.yaml", "count: 2", "count: 1");
        activate(candidate.path());
        List<String> digests = List.of(digest(candidate.path()), digest(other.path()));
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger reads = new AtomicInteger();
        AtomicInteger wrong = new AtomicInteger();
        Thread reader = new Thread(() -> {
            while (!over.get()) {
                try {
                    wrong.addAndGet(digests.contains(digest(config)) ? 0 : 1);
                } catch (PolicyProblems e) {
                    wrong.incrementAndGet();
                }
                reads.incrementAndGet();
            }
        });
        reader.start();
        for (int i = 0; i < 50 || reads.get() < 50; i++) {
            assertThat(activate(i % 2 == 0 ? other.path() : candidate.path()).status())
                    .isZero();
        }
        over.set(true);
        reader.join();
        assertThat(wrong).hasValue(0);
    }

    @Test
    void backGoesToTheOneBeforeAndForthAgain() throws Exception {
        String first = digest(Folder.least(config).path());
        CommandLineRun none = CommandLineRun.of("policy", "activate", "--config", config, "--back");
        assertThat(none.status()).isEqualTo(3);
        assertThat(none.err()).contains("no configuration from before is kept next to " + config);
        activate(candidate.path());
        assertThat(back()).isZero();
        assertThat(digest(config)).isEqualTo(first);
        assertThat(back()).isZero();
        assertThat(digest(config)).isEqualTo(digest(candidate.path()));
        assertThat(CommandLineRun.of("policy", "activate", "--config", config).status())
                .isEqualTo(64);
        assertThat(CommandLineRun.of("policy", "activate", "--config", config, "--back", candidate.path())
                        .status())
                .isEqualTo(64);
    }

    @Test
    void theLogSaysWhoActivatedWhat() throws Exception {
        Path state = Files.createDirectory(temporary.resolve("state"));
        Ledger.create(new StateFolder(state)).close();
        String first = digest(Folder.least(config).path());
        String second = digest(candidate.path());
        assertThat(activate(candidate.path(), state).err()).isEmpty();
        assertThat(CommandLineRun.of("policy", "activate", "--config", config, "--state", state, "--back")
                        .status())
                .isZero();
        assertThat(activate(config, state).status()).isZero();
        String lines = CommandLineRun.of("log", "export", "--state", state, "--config", config)
                .out();
        assertThat(lines.lines())
                .hasSize(2)
                .allMatch(line -> line.contains("\"event\":\"activation\",\"outcome\":\"declared\""))
                .anyMatch(line -> line.contains("\"before\":\"" + first + "\",\"after\":\"" + second + "\""))
                .anyMatch(line -> line.contains("\"before\":\"" + second + "\",\"after\":\"" + first + "\""));
    }

    @Test
    void rulesThatNobodyCouldLogAreInForceAndItIsSaid() throws Exception {
        Path state = Files.createDirectory(temporary.resolve("state"));
        Folder.least(config);
        CommandLineRun run = activate(candidate.path(), state);
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("note: the rules are in force, but the log does not say who activated them: the ledger cannot"
                        + " be used: there is no ledger");
        assertThat(digest(config)).isEqualTo(digest(candidate.path()));
    }

    private CommandLineRun activate(Path folder, Path state) {
        return CommandLineRun.of("policy", "activate", "--config", config, "--state", state, folder);
    }

    private int back() {
        return CommandLineRun.of("policy", "activate", "--config", config, "--back")
                .status();
    }
}
