package dev.refwarden.hook.jgit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.LocalTool;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.LogCheck;
import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.ledger.StateFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.eclipse.jgit.transport.ReceivePack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real git pushes over HTTP to a real server of JGit's, with Refwarden in it. */
class JGitServerIT {
    private static final String POLICY = """
            version: 1
            groups: {maintainers: [alice, bob]}
            repositories:
              - match: ["platform/**"]
                unmatched: allow
                rules:
                  - name: release branches
                    refs: [refs/heads/main, "refs/heads/release/**"]
                    commits: {signed-by: [maintainers]}
                    push: {by: [maintainers]}
                  - name: approved
                    refs: ["refs/heads/approved/**"]
                    push: {approvals: {count: 1, by: [maintainers]}}
                  - name: signed pushes
                    refs: ["refs/heads/signed/**"]
                    push: {certificate: required}
            """;

    @TempDir
    Path root;

    private JGitServer server;

    @BeforeEach
    void makeServer() throws Exception {
        for (String folder : List.of("config/people", "config/keys", "state", "work", "home", "srv")) {
            Files.createDirectories(root.resolve(folder));
        }
        Ledger.create(new StateFolder(root.resolve("state"))).close();
        write(
                "config/server.yaml",
                "version: 1\nserver: git.example.org\nroot: \"" + root.resolve("srv")
                        + "\"\npusher: {environment: SERVER_ACCOUNT}\n");
        write("config/policy.yaml", POLICY);
        for (String person : List.of("alice", "bob")) {
            run(root, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", person, "-f", person);
            write(
                    "config/people/" + person + ".yaml",
                    "name: " + person + "\nemails: [" + person
                            + "@example.org]\naccounts: [" + person + "]\nkeys:\n  - {id: " + person + "-key, ssh: \""
                            + Files.readString(root.resolve(person + ".pub")).strip() + "\", enrolled: 2025-01-01}\n");
        }
        for (String name : List.of("api", "web")) {
            makeRepository("platform/" + name + ".git");
        }
        git("init", "-q", "-b", "main", ".");
        git("config", "gpg.format", "ssh");
        git("config", "user.signingKey", root.resolve("alice.pub").toString());
        git("config", "user.name", "alice");
        git("config", "user.email", "alice@example.org");
        server = new JGitServer(root.resolve("srv"), hook(JGitServer.ACCOUNT));
    }

    @AfterEach
    void stopServer() throws Exception {
        server.stop();
    }

    @Test
    void whatIsSignedPassesAndWhatIsNotIsRefusedInTheSameWords() throws Exception {
        commit("First", "-S");
        assertThat(push("alice", "main").accepted()).isTrue();

        commit("Not signed");
        Pushed refused = push("alice", "main", "main:sandbox");
        assertThat(refused.accepted()).isFalse();
        assertThat(refused.output())
                .contains(
                        "remote: refwarden: refs/heads/main refused by rule \"release branches\": 1 of 1 commit",
                        "committed by alice@example.org: not signed [unsigned]",
                        "git commit --amend --allow-empty --no-edit -S",
                        "! [remote rejected] main -> main (refused by refwarden, case ",
                        "! [remote rejected] main -> sandbox (refused by refwarden, case ");
        assertThat(refs("platform/api.git")).containsExactly("refs/heads/main First");

        assertThat(push("alice", "main:sandbox").accepted()).isTrue();
        assertThat(push("mallory", "main~1:refs/heads/release/1").output()).contains("[pusher-unknown]");
        assertThat(push("bob", "main~1:refs/heads/release/1").accepted()).isTrue();
        assertThat(verdicts())
                .containsExactly(
                        "accepted alice",
                        "refused alice unsigned",
                        "accepted alice",
                        "refused mallory pusher-unknown",
                        "accepted bob");
    }

    @Test
    void historyIsRememberedFromPushToPush() throws Exception {
        commit("First", "-S");
        push("alice", "main");
        commit("Second", "-S");
        assertThat(push("alice", "main").accepted()).isTrue();
        assertThat(push("alice", "--force", "main~1:main").output()).contains("[non-fast-forward]");
        assertThat(push("alice", "--delete", "main").output()).contains("[branch-deleted]");
        // Around the hook, as an administrator could, and then a good commit on top.
        commit("Not signed");
        assertThat(push("alice", "main:sandbox").accepted()).isTrue();
        run(root.resolve("srv/platform/api.git"), "git", "update-ref", "refs/heads/main", "refs/heads/sandbox");
        commit("Third", "-S");
        assertThat(push("alice", "main").output()).contains("\"Not signed\"", "[unsigned]");
    }

    @Test
    void approvalsTravelAsPushOptions() throws Exception {
        commit("First", "-S");
        assertThat(push("bob", "main:approved/x").output()).contains("[approvals-missing]");
        String option = "approval=" + approval("bob", "refs/heads/approved/x");
        assertThat(push("alice", "-o", option, "main:approved/y").output()).contains("[approval-invalid]");
        assertThat(push("alice", "-o", option, "main:approved/x").accepted()).isTrue();
    }

    @Test
    void pushesThatGpgSignsAreJudgedAndThoseThatSshSignsNeverArrive() throws Exception {
        commit("First", "-S");
        assertThat(push("alice", "main:signed/x").output()).contains("[certificate-missing]");
        Pushed bySsh = push("alice", "--signed", "main:signed/x");
        assertThat(bySsh.accepted()).isFalse();
        assertThat(bySsh.output()).contains("invalid protocol");
        // Without a seed for nonces JGit offers no signed pushes, and git says so itself.
        run(root.resolve("srv/platform/web.git"), "git", "config", "--unset", "receive.certNonceSeed");
        assertThat(pushTo("platform/web.git", "alice", "--signed", "main:signed/x")
                        .output())
                .contains("the receiving end does not support --signed push");
        assertThat(refs("platform/api.git")).isEmpty();

        LocalTool.need("gpg", "gnupg");
        Files.createDirectory(
                root.resolve("gnupg"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        run(
                root,
                "gpg",
                "--batch",
                "--quiet",
                "--passphrase",
                "",
                "--quick-generate-key",
                "bob@example.org",
                "ed25519",
                "sign",
                "never");
        write("config/keys/bob.asc", run(root, "gpg", "--batch", "--armor", "--export", "bob@example.org"));
        append("config/people/bob.yaml", "  - {id: bob-gpg, openpgp: keys/bob.asc, enrolled: 2025-01-01}\n");
        git("config", "gpg.format", "openpgp");
        git("config", "user.signingKey", "bob@example.org");
        assertThat(push("alice", "--signed", "main:signed/x").output()).contains("[pusher-mismatch]");
        // Two pushes of the same within a second would bear the same certificate.
        Thread.sleep(1_100);
        Pushed byGpg = push("bob", "--signed", "main:signed/x");
        assertThat(byGpg.output()).doesNotContain("refwarden:");
        assertThat(byGpg.accepted()).isTrue();
        run(root, "gpgconf", "--kill", "all");
    }

    @Test
    void whateverGoesWrongRefuses() throws Exception {
        commit("First", "-S");
        write("config/policy.yaml", "version: 2\n");
        assertThat(push("alice", "main:sandbox").output()).contains("[policy-invalid]");
        write("config/policy.yaml", POLICY);
        makeRepository("elsewhere.git");
        assertThat(pushTo("elsewhere.git", "alice", "main").output()).contains("[ref-unmatched]");
        Files.move(root.resolve("state"), root.resolve("state-gone"));
        assertThat(push("alice", "main:sandbox").output()).contains("[log-unavailable]");
        Files.move(root.resolve("state-gone"), root.resolve("state"));

        server.stop();
        server = new JGitServer(root.resolve("srv"), hook(receiving -> {
            throw new StackOverflowError("on purpose");
        }));
        Pushed failed = push("alice", "main:sandbox");
        assertThat(failed.accepted()).isFalse();
        assertThat(failed.output()).contains("the push could not be judged (StackOverflowError)");
        assertThat(refs("platform/api.git")).isEmpty();
    }

    @Test
    void manyPushesAtOnceInOneProcessAreEachDecidedAndLoggedOnce() throws Exception {
        commit("First", "-S");
        push("alice", "main");
        pushTo("platform/web.git", "alice", "main");
        // Packs of their own: JGit cannot put the very same one into place twice at once.
        for (int i = 0; i < 12; i++) {
            git("checkout", "-q", "-b", "good" + i, "main");
            commit("Good " + i, "-S");
            git("checkout", "-q", "-b", "bad" + i, "main");
            commit("Not signed " + i);
        }
        List<Future<Pushed>> running = new ArrayList<>();
        ExecutorService clients = Executors.newFixedThreadPool(8);
        for (int i = 0; i < 12; i++) {
            String repository = i % 2 == 0 ? "platform/api.git" : "platform/web.git";
            String good = "good" + i + ":refs/heads/release/good" + i;
            String bad = "bad" + i + ":refs/heads/release/bad" + i;
            running.add(clients.submit(() -> pushTo(repository, "alice", good)));
            running.add(clients.submit(() -> pushTo(repository, "bob", bad)));
        }
        for (int i = 0; i < running.size(); i++) {
            assertThat(running.get(i).get().accepted())
                    .as(running.get(i).get().output())
                    .isEqualTo(i % 2 == 0);
            if (i % 2 == 1) {
                assertThat(running.get(i).get().output()).contains("[unsigned]");
            }
        }
        clients.shutdown();
        LogCheck.Result log = LogCheck.walk(ledger(), LogCheck.Known.NOTHING, lines -> {});
        assertThat(log.breaks()).isEmpty();
        assertThat(verdicts()).hasSize(26);
        assertThat(verdicts().stream().filter("refused bob unsigned"::equals)).hasSize(12);
        assertThat(refs("platform/api.git")).hasSize(7);
    }

    /** What a client saw. */
    private record Pushed(int status, String output) {
        boolean accepted() {
            return status == 0;
        }
    }

    private Pushed push(String account, String... arguments) throws Exception {
        return pushTo("platform/api.git", account, arguments);
    }

    private Pushed pushTo(String repository, String account, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "push"));
        List<String> refs = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            boolean option = arguments[i].startsWith("-");
            (option ? command : refs).add(arguments[i]);
            if (arguments[i].equals("-o")) {
                command.add(arguments[++i]);
            }
        }
        command.add(server.url(account, repository));
        command.addAll(refs);
        Process process = process(root.resolve("work"), command).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Pushed(process.waitFor(), output);
    }

    private RefwardenPreReceiveHook hook(Function<ReceivePack, Map<String, String>> variables) {
        return new RefwardenPreReceiveHook(root.resolve("config"), root.resolve("state"), variables);
    }

    private void makeRepository(String name) throws Exception {
        run(root, "git", "init", "-q", "--bare", "-b", "main", "srv/" + name);
        Path repository = root.resolve("srv/" + name);
        run(repository, "git", "config", "receive.advertisePushOptions", "true");
        run(repository, "git", "config", "receive.certNonceSeed", "0123456789abcdef0123456789abcdef");
        run(repository, "git", "config", "receive.certNonceSlop", "60");
    }

    private void commit(String subject, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "commit", "-q", "--allow-empty", "-m", subject));
        command.addAll(List.of(options));
        run(root.resolve("work"), command.toArray(String[]::new));
    }

    /** For the creation of {@code ref} at the clone's tip. */
    private String approval(String person, String ref) throws Exception {
        String tip = git("rev-parse", "HEAD").strip();
        write(
                "approval",
                "refwarden approval 1\nrepository git.example.org/platform/api\nref " + ref + "\nold "
                        + "0".repeat(40) + "\nnew " + tip + "\nexpires "
                        + java.time.Instant.now().plusSeconds(3600).truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                        + "\n");
        run(root, "ssh-keygen", "-q", "-Y", "sign", "-n", "refwarden-approval", "-f", person, "approval");
        String armor = Files.readString(root.resolve("approval.sig")).replaceAll("-----.*-----|\\s", "");
        java.util.Base64.Encoder encoder = java.util.Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString(Files.readAllBytes(root.resolve("approval"))) + "."
                + encoder.encodeToString(java.util.Base64.getDecoder().decode(armor));
    }

    private List<String> refs(String repository) throws Exception {
        return run(root.resolve("srv/" + repository), "git", "for-each-ref", "--format=%(refname) %(subject)")
                .lines()
                .toList();
    }

    private Ledger ledger() {
        return Ledger.in(new StateFolder(root.resolve("state")));
    }

    /** Of each decision its verdict, the account and its findings. */
    private List<String> verdicts() throws IOException {
        List<String> verdicts = new ArrayList<>();
        LoggedDecision.readAll(ledger(), decision -> {
            if (decision.text("verdict").equals("noted")) {
                return;
            }
            StringBuilder line = new StringBuilder(decision.text("verdict") + " " + decision.text("pusher", "account"));
            decision.objects("findings").forEach(finding -> line.append(' ').append(finding.get("code")));
            verdicts.add(line.toString());
        });
        return verdicts;
    }

    private String git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return run(root.resolve("work"), command.toArray(String[]::new));
    }

    private String run(Path folder, String... command) throws Exception {
        Process process = process(folder, List.of(command)).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", List.of(command), output).isZero();
        return output;
    }

    private ProcessBuilder process(Path folder, List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "HOME", root.resolve("home").toString(),
                        "GNUPGHOME", root.resolve("gnupg").toString(),
                        "GIT_CONFIG_NOSYSTEM", "1",
                        "GIT_TERMINAL_PROMPT", "0",
                        "LC_ALL", "C.UTF-8"));
        return builder;
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(root.resolve(name), content);
    }

    private void append(String name, String content) throws IOException {
        write(name, Files.readString(root.resolve(name)) + content);
    }
}
