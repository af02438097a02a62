package dev.refwarden.scenario;

import dev.refwarden.suite.Archive;
import dev.refwarden.suite.Effort;
import dev.refwarden.suite.SuiteFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A folder with a guarded bare repository, a clone of it, people and their keys. */
public final class Sandbox {
    /** Who is there in every scenario; {@code mallory} has a key that is not enrolled. */
    private static final List<String> PEOPLE = List.of("alice", "bob", "carol", "gitea");

    private static final List<String> MORE_KEYS = List.of("mallory", "second");

    /** {@code -Drefwarden.minutes=30} is for a machine that has much else to do. */
    private static final long LONGEST_MINUTES = Long.getLong("refwarden.minutes", 5);

    /** Keys in software that ssh-keygen cannot use by itself, enrolled by scenarios that need one. */
    private static final List<String> TOKENS = List.of("alice-token", "bob-token", "mallory-token", "alice-composite");

    /** What a scenario leaves running would outlive it; one that wants a gate takes this line away. */
    private static final String NO_GATE = "gate: {start: never}";

    /** How the repositories of scenarios name their objects: {@code -Drefwarden.object-format=sha256} plays with the other kind. */
    static final String OBJECT_FORMAT = System.getProperty("refwarden.object-format", "sha1");

    private final Path root;

    public Sandbox(Path root) {
        this.root = root;
    }

    public Path path(String name) {
        return root.resolve(name);
    }

    /** Makes everything; {@code scenario} brings the policy and perhaps people of its own. */
    public void make(Path scenario, Path keys) throws IOException, InterruptedException {
        for (String folder : List.of("config/people", "config/keys", "state", "work", "keys", "home", "t")) {
            Files.createDirectories(root.resolve(folder));
        }
        copy(keys, root.resolve("keys"));
        write("config/server.yaml", "version: 1\nserver: git.example.org\nroot: " + root + "\n" + NO_GATE + "\n");
        for (String person : PEOPLE) {
            write("config/people/" + person + ".yaml", personFile(person));
        }
        for (Path file : filesBelow(scenario)) {
            String name = scenario.relativize(file).toString();
            if (name.endsWith(".yaml")) {
                write("config/" + name, filledIn(Files.readString(file)));
            }
        }
        FleetDatabases.make(root.resolve("config"), root.resolve("state"));
        run(root, "git", "init", "-q", "--bare", "-b", "main", "server.git");
        run(root.resolve("server.git"), "git", "config", "receive.advertisePushOptions", "true");
        write("server.git/hooks/pre-receive", hook(isCold(scenario)));
        write("refwarden", commandLine(isCold(scenario)));
        write("program", Helpers.client());
        write("sign", signer());
        for (String program : List.of("server.git/hooks/pre-receive", "refwarden", "program", "sign", "state")) {
            Files.setPosixFilePermissions(root.resolve(program), PosixFilePermissions.fromString("rwx------"));
        }
        run(root, "git", "init", "-q", "-b", "main", "work");
        Path work = root.resolve("work");
        run(work, "git", "remote", "add", "origin", root.resolve("server.git").toString());
        run(work, "git", "config", "gpg.format", "ssh");
        run(work, "git", "config", "gpg.ssh.program", root.resolve("sign").toString());
    }

    /** Makes the keys that all scenarios use. */
    public static void makeKeys(Path folder) throws IOException, InterruptedException {
        List<String> names = new ArrayList<>(PEOPLE);
        names.addAll(MORE_KEYS);
        for (String name : names) {
            run(folder, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", name);
        }
        for (String token : TOKENS) {
            Files.writeString(folder.resolve(token + ".pub"), SoftwareToken.publicLine(token) + "\n");
        }
    }

    /** Runs a shell script of the scenario; what it prints is the transcript. */
    public String run(Path script) throws IOException, InterruptedException {
        Path lib = script.resolveSibling("../lib.sh").normalize();
        return run(root, "sh", "-c", "lib='" + lib + "'; . '" + lib + "'\n. '" + script + "'");
    }

    static String run(Path folder, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.put("ROOT", folder.toString());
        environment.put("HOME", folder.resolve("home").toString());
        environment.put("TMPDIR", temporary(folder).toString());
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("REFWARDEN_ARCHIVE", Archive.make().folder().toString());
        environment.put("REFWARDEN_GATE", "never");
        environment.put("THOROUGH", Effort.isThorough() ? "yes" : "");
        anotherGit(environment);
        environment.put("GIT_DEFAULT_HASH", OBJECT_FORMAT);
        Process process = builder.start();
        process.getOutputStream().close();
        Output output = new Output(process);
        boolean ended = process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        if (!ended || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + " failed:\n" + output.text());
        }
        return output.text();
    }

    /** {@code REFWARDEN_GIT} may name another git than the one on the path, to play with on both ends. */
    private static void anotherGit(Map<String, String> environment) {
        String git = environment.get("REFWARDEN_GIT");
        if (git != null && !git.isEmpty()) {
            environment.merge("PATH", String.valueOf(Path.of(git).getParent()), (path, folder) -> folder + ":" + path);
        }
    }

    /** Where the programs that a scenario calls put what is temporary, so that it goes with the scenario. */
    private static Path temporary(Path folder) {
        Path own = folder.resolve("t");
        return Files.isDirectory(own) ? own : SuiteFolder.path();
    }

    /** What a process prints, read while it runs, so that it can be ended when it takes too long. */
    private static final class Output {
        private final CompletableFuture<byte[]> bytes;

        Output(Process process) {
            bytes = CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return process.getInputStream().readAllBytes();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    },
                    reader -> new Thread(reader, "output of a scenario").start());
        }

        String text() {
            return new String(bytes.join(), StandardCharsets.UTF_8);
        }
    }

    private String personFile(String person) throws IOException {
        return "name: " + person + "\nemails: [" + person + "@example.org]\naccounts: [" + person + "]\n"
                + (person.equals("gitea") ? "robot: true\n" : "")
                + "keys:\n  - id: " + person + "-key\n    ssh: \"" + publicKey(person)
                + "\"\n    enrolled: 2025-01-01\n";
    }

    private String publicKey(String name) throws IOException {
        return Files.readString(root.resolve("keys/" + name + ".pub")).strip();
    }

    /** {@code @key:NAME@} stands for a public key, {@code @ROOT@} for this folder. */
    private String filledIn(String text) throws IOException {
        String filled = text.replace("@ROOT@", root.toString());
        List<String> names = new ArrayList<>(PEOPLE);
        names.addAll(MORE_KEYS);
        names.addAll(TOKENS);
        for (String name : names) {
            filled = filled.replace("@key:" + name + "@", publicKey(name));
        }
        return filled;
    }

    /** Signs like ssh-keygen, with the token in software where a security key is asked for. */
    private String signer() {
        return "#!/bin/sh\nfor i; do [ \"$last\" != -f ] || key=$i; last=$i; done\n"
                + "grep -q '^sk-\\|^ssh-mldsa44-' \"$key\" 2>/dev/null || exec ssh-keygen \"$@\"\n"
                + "exec '" + root + "/program' token \"$@\"\n";
    }

    /** A tenth of the scenarios, those that are about the process, and where it is wished all of them, start a Java for each push. */
    private boolean isCold(Path scenario) {
        int tenth = Math.floorMod(scenario.getFileName().toString().hashCode(), 10);
        return tenth == 0
                || !System.getenv().getOrDefault("REFWARDEN_COLD", "").isEmpty()
                || Files.exists(scenario.resolve("cold"));
    }

    private String hook(boolean cold) throws IOException, InterruptedException {
        String places = " '" + root + "/config' '" + root + "/state'\n";
        String judge = cold
                ? Archive.make().command(ownTemporary()) + " " + FixedClockHook.class.getName()
                : "'" + root + "/program' 'hook<'";
        return "#!/bin/sh\necho $$ >'" + root + "/pid'\nexec " + judge + places;
    }

    /** Java does not look at {@code TMPDIR}. */
    private String ownTemporary() {
        return "-Djava.io.tmpdir='" + root + "/t'";
    }

    /**
     * A command that only asks, or writes what words tell it, is run in the process of the tests. One that names a file of
     * the caller's folder, rests on variables or looks at its terminal gets a Java of its own.
     */
    private String commandLine(boolean cold) throws IOException, InterruptedException {
        String places =
                ownTemporary() + " -Drefwarden.config='" + root + "/config' -Drefwarden.state='" + root + "/state'";
        // The process id goes to a file, for scenarios that kill it.
        String process = "echo $$ >'" + root + "/pid'\nexec " + Archive.make().command(places)
                + " dev.refwarden.cli.Main \"$@\"\n";
        if (cold) {
            return "#!/bin/sh\n" + process;
        }
        return """
                #!/bin/sh
                case "${1-} ${2-}" in
                'log verify' | 'log checkpoint' | 'review list' | 'review show' | 'review diff') warm=yes ;;
                'key list' | 'key trace' | 'key retire' | 'key compromised' | 'policy check' | 'policy simulate') warm=yes ;;
                'approvals '* | 'baseline '* | 'verify '*) warm=yes ;;
                *) warm=no ;;
                esac
                for word; do
                    case $word in
                    *--follow* | --help) warm=no ;;
                    /*) ;;
                    *) [ ! -e "$word" ] || warm=no ;;
                    esac
                done
                ! grep -q environment 'ROOT/config/server.yaml' || warm=no
                [ -z "${GL_REPO-}${GL_PROJECT_PATH-}${SUDO_USER-}${GIT_DIR-}${REFWARDEN_REPOSITORY-}" ] || warm=no
                if [ "$warm" = yes ] && [ -O 'ROOT' ] && ! [ -t 1 ] && ! [ -t 2 ]; then
                    said=$(mktemp -d 'ROOT/t/said.XXXXXX')
                    status=0
                    'ROOT/program' command "$said" 'ROOT' "$@" || status=$?
                    [ ! -s "$said/out" ] || cat "$said/out" || status=3
                    [ ! -s "$said/err" ] || cat "$said/err" >&2
                    rm -rf "$said"
                    exit "$status"
                fi
                """.replace("ROOT", root.toString()) + process;
    }

    private void write(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Path file : filesBelow(from)) {
            Path copy = to.resolve(from.relativize(file));
            Files.copy(file, copy, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
