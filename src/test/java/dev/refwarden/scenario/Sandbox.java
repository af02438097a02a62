package dev.refwarden.scenario;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A folder with a guarded bare repository, a clone of it, people and their keys. */
public final class Sandbox {
    /** Who is there in every scenario; {@code mallory} has a key that nobody enrolled. */
    private static final List<String> PEOPLE = List.of("alice", "bob", "carol", "gitea");

    private static final List<String> MORE_KEYS = List.of("mallory", "second");

    /** Security keys in software, enrolled by scenarios that want one. */
    private static final List<String> TOKENS = List.of("alice-token", "bob-token", "mallory-token");

    private final Path root;

    public Sandbox(Path root) {
        this.root = root;
    }

    public Path path(String name) {
        return root.resolve(name);
    }

    /** Makes everything; {@code scenario} brings the policy and perhaps people of its own. */
    public void make(Path scenario, Path keys) throws IOException, InterruptedException {
        for (String folder : List.of("config/people", "config/keys", "state", "work", "keys", "home")) {
            Files.createDirectories(root.resolve(folder));
        }
        copy(keys, root.resolve("keys"));
        write("config/server.yaml", "version: 1\nserver: git.example.org\nroot: " + root + "\n");
        for (String person : PEOPLE) {
            write("config/people/" + person + ".yaml", personFile(person));
        }
        for (Path file : filesBelow(scenario)) {
            String name = scenario.relativize(file).toString();
            if (name.endsWith(".yaml")) {
                write("config/" + name, filledIn(Files.readString(file)));
            }
        }
        run(root, "git", "init", "-q", "--bare", "-b", "main", "server.git");
        run(root.resolve("server.git"), "git", "config", "receive.advertisePushOptions", "true");
        write(
                "server.git/hooks/pre-receive",
                script(FixedClockHook.class.getName(), "'" + root + "/config' '" + root + "/state'"));
        write(
                "refwarden",
                script(
                        "-Drefwarden.config='" + root + "/config' -Drefwarden.state='" + root + "/state' "
                                + "dev.refwarden.cli.Main",
                        "\"$@\""));
        write("sign", signer());
        write("java", script("\"$@\"", "").replaceFirst("echo \\$\\$ .*\n", ""));
        run(root, "chmod", "700", "server.git/hooks/pre-receive", "refwarden", "sign", "java", "state");
        run(root, "git", "init", "-q", "-b", "main", "work");
        run(
                root.resolve("work"),
                "git",
                "remote",
                "add",
                "origin",
                root.resolve("server.git").toString());
        run(root.resolve("work"), "git", "config", "gpg.format", "ssh");
        run(
                root.resolve("work"),
                "git",
                "config",
                "gpg.ssh.program",
                root.resolve("sign").toString());
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
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        environment.put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + " failed:\n" + output);
        }
        return output;
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
                + "grep -q '^sk-' \"$key\" 2>/dev/null || exec ssh-keygen \"$@\"\n"
                + script(SoftwareToken.class.getName(), "\"$@\"").replaceFirst("(?s)^.*?\nexec", "exec");
    }

    private String script(String program, String arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = Path.of("target/refwarden.jar").toAbsolutePath() + ":"
                + Path.of("target/test-classes").toAbsolutePath();
        return "#!/bin/sh\necho $$ >'" + root + "/pid'\nexec '" + java
                + "' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '" + classPath + "' " + program + " " + arguments
                + "\n";
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
