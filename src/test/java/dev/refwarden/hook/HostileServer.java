package dev.refwarden.hook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.refwarden.format.openpgp.OpenPgpForge;
import dev.refwarden.format.ssh.TestToken;
import dev.refwarden.format.x509.TestAuthority;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.suite.Archive;
import dev.refwarden.suite.SuiteFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One installation, made by the installer, that guards a repository for each case and one for honest people. */
final class HostileServer {
    static final int DEADLINE_SECONDS = Integer.getInteger("worst.deadline", 2);
    /** Where the same rules stand, but pushes have time: the machine may be slow, and only hostile ones are to be measured. */
    private static final String PATIENT = "patient";

    static final TestAuthority AUTHORITY = TestAuthority.root("CN=Example CA");

    static final OpenPgpForge.Key OPENPGP = OpenPgpForge.ed25519(4, 1);

    private static final String RULES = """
            version: 1
            groups: {devs: [alice, bob]}
            waivers: {count: 1, by: [devs]}
            repositories:
              - match: ["**"]
                unmatched: allow
                rules:
                  - name: signed
                    refs: ["refs/heads/main", "refs/heads/signed/**"]
                    commits: {signed-by: [devs], merges-by: [gitea], committer: anyone}
                    paths:
                      - match: ["**/a/**/a/**/a/**/a/**/b", ".github/**", "**/*x*x*x*x*y"]
                        approvals: {count: 1, by: [bob]}
                  - name: first parents
                    refs: ["refs/heads/line/**"]
                    commits: {signed-by: [devs], scope: first-parent}
                    push: {approvals: {count: 1, by: [bob]}}
                  - name: approved
                    refs: ["refs/heads/approved/**"]
                    push: {approvals: {count: 1, by: [bob]}}
                  - name: certified
                    refs: ["refs/heads/certified/**"]
                    push: {certificate: required, second-factor: [hardware-touch, identity-token]}
                  - name: guarded
                    refs: ["refs/heads/guarded/**"]
                    paths:
                      - match: ["**/package.json", "**/*.sh", "**/a/**/a/**/a/**/a/**/b"]
                        approvals: {count: 1, by: [bob]}
                  - name: tags
                    refs: ["refs/tags/**"]
                    tags: {signed-by: [devs], on: [refs/heads/main]}
            """;

    private final Path root;
    private final Map<String, String> environment = new HashMap<>();
    private final Programs git;
    private ObjectId honestTip = ObjectId.ZERO;

    /**
     * Installs.
     *
     * @param hurried repositories where a push has {@link #DEADLINE_SECONDS}
     * @param patient those where it has time, since it must be accepted on a slow machine too
     */
    HostileServer(Path root, List<String> hurried, List<String> patient) throws IOException, InterruptedException {
        this.root = root;
        environment.putAll(Map.of(
                "HOME",
                Files.createDirectories(root.resolve("home")).toString(),
                "TMPDIR",
                SuiteFolder.path().toString(),
                "GIT_CONFIG_NOSYSTEM",
                "1",
                "LC_ALL",
                "C.UTF-8",
                "RW_PUSHER",
                "alice",
                "REFWARDEN_ARCHIVE",
                Archive.make().folder().toString()));
        git = new Programs(root, environment);
        for (String folder : List.of("config", PATIENT)) {
            configure(folder);
        }
        List<String> unhurried = new ArrayList<>(patient);
        unhurried.add("honest");
        install(PATIENT, unhurried);
        if (!hurried.isEmpty()) {
            install("config", hurried);
        }
        git.run(root, "git", "init", "-q", "--bare", "honest-client.git");
    }

    private void configure(String folder) throws IOException {
        String deadline = folder.equals(PATIENT) ? "60" : String.valueOf(DEADLINE_SECONDS);
        write(
                folder + "/server.yaml",
                "version: 1\nserver: git.example.org\nroot: " + root + "/srv\ndeadline: " + deadline
                        + "s\npusher: {environment: RW_PUSHER}\ngate: {start: never}\n");
        write(folder + "/policy.yaml", RULES);
        write(folder + "/authorities/ca.pem", AUTHORITY.pem());
        byte[] certificate = OpenPgpForge.armor("PUBLIC KEY BLOCK", OpenPgpForge.certificate(OPENPGP));
        write(folder + "/keys/bob.asc", new String(certificate, ISO_8859_1));
        person(
                folder,
                "alice",
                Hostile.ALICE,
                "  - {id: alice-smime, enrolled: 2026-01-01, x509: "
                        + "{email: alice@example.org, authority: authorities/ca.pem}}\n");
        person(folder, "bob", Hostile.BOB, "  - {id: bob-gpg, enrolled: 2026-01-01, openpgp: keys/bob.asc}\n");
        person(folder, "gitea", Hostile.GITEA, "robot: true\n");
    }

    private void person(String folder, String id, TestToken key, String more) throws IOException {
        write(
                folder + "/people/" + id + ".yaml",
                "name: " + id + "\nemails: [" + id + "@example.org]\naccounts: ["
                        + id + "]\nkeys:\n  - {id: " + id + "-token, enrolled: 2026-01-01, hardware: true, ssh: \""
                        + key.publicLine() + "\"}\n" + more);
    }

    /** By the installer for the first; the others are copies of it, since installing hundreds takes longer than all their pushes. */
    private void install(String config, List<String> repositories) throws IOException, InterruptedException {
        String first = repositories.get(0);
        git.run(root, "git", "init", "-q", "--bare", "-b", "main", "srv/" + first + ".git");
        git.run(
                root,
                "sh",
                Path.of("install.sh").toAbsolutePath().toString(),
                "--prefix",
                root + "/prefix",
                "--config",
                root + "/" + config,
                "--state",
                root + "/state",
                "--repo",
                repository(first).toString());
        List<String> copies = new ArrayList<>(List.of(
                "sh", "-c", "from=$1; shift; for name; do cp -R \"$from\" \"srv/$name.git\" || exit 1; done", "copy"));
        copies.add(repository(first).toString());
        copies.addAll(repositories.subList(1, repositories.size()));
        git.run(root, copies.toArray(String[]::new));
    }

    Path repository(String name) {
        return root.resolve("srv/" + name + ".git");
    }

    Hostile pushTo(String name) {
        return new Hostile("git.example.org/" + name);
    }

    ReceivePack receivePack(String name) throws IOException {
        return new ReceivePack(repository(name), environment);
    }

    /** Puts a pack and refs into a repository without asking anybody. */
    void put(String name, byte[] pack, List<RefUpdate> refs) throws IOException, InterruptedException {
        if (refs.isEmpty()) {
            return;
        }
        StringBuilder lines = new StringBuilder();
        refs.forEach(ref -> lines.append("create " + ref.ref() + " " + ref.after() + "\n"));
        git.feed(repository(name), pack, "git", "index-pack", "--stdin");
        git.feed(repository(name), lines.toString().getBytes(ISO_8859_1), "git", "update-ref", "--stdin");
    }

    /** An honest person's next push, by real git, of one signed commit; answers with what git said, empty if it was accepted. */
    String pushHonestly() throws IOException, InterruptedException {
        Path client = root.resolve("honest-client.git");
        String tree = git.feed(client, new byte[0], "git", "hash-object", "-w", "-t", "tree", "--stdin");
        Hostile commits = pushTo("honest");
        List<ObjectId> parents = honestTip.isZero() ? List.of() : List.of(honestTip);
        String raw = commits.unsigned(ObjectId.fromHex(tree.strip()), "Honest\n", parents);
        byte[] signed = Hostile.ALICE.signCommit(raw.getBytes(ISO_8859_1));
        String tip = git.feed(client, signed, "git", "hash-object", "-w", "-t", "commit", "--stdin")
                .strip();
        try {
            git.run(client, "git", "push", "-q", repository("honest").toString(), tip + ":refs/heads/main");
        } catch (IOException refused) {
            return String.valueOf(refused.getMessage());
        }
        honestTip = ObjectId.fromHex(tip);
        return "";
    }

    private void write(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
