package dev.refwarden.hook.gate;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The hook as the installer writes it, with a script in Java's place that takes down how it was called. */
final class HookScript {
    /** What the script in Java's place exits with. */
    static final int COLD = 1;

    private final Path root;

    HookScript(Path root) throws IOException, InterruptedException {
        this.root = root;
        for (String folder : List.of("state", "lib/7", "repo.git")) {
            Files.createDirectories(root.resolve(folder));
        }
        Files.createDirectory(
                run(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(root.resolve("lib/7/refwarden.jar"), "a jar");
        script("java", "printf '%s\\n' \"$@\" >'" + root + "/called'\ncat >'" + root + "/cold'\nexit " + COLD + "\n");
        Files.write(root.resolve("hook"), written());
        Files.writeString(run().resolve("gate.pid"), ProcessHandle.current().pid() + "\n2\n");
    }

    Path run() {
        return root.resolve("state/run");
    }

    Path socket() {
        return run().resolve("gate.sock");
    }

    /** What the process that judged by itself had on its standard input. */
    byte[] coldInput() throws IOException {
        return Files.readAllBytes(root.resolve("cold"));
    }

    boolean judgedCold() {
        return Files.exists(root.resolve("called"));
    }

    List<String> coldArguments() throws IOException {
        return Files.readAllLines(root.resolve("called"));
    }

    void forget() throws IOException {
        Files.deleteIfExists(root.resolve("called"));
        Files.deleteIfExists(root.resolve("cold"));
    }

    /** How the hook ended. */
    record End(int status, byte[] messages) {
        String text() {
            return new String(messages, StandardCharsets.UTF_8);
        }
    }

    /** @param shell with its arguments, before the name of the script */
    End call(List<String> shell, byte[] input, Map<String, String> environment)
            throws IOException, InterruptedException {
        return call("pre-receive", shell, input, environment);
    }

    End call(String event, List<String> shell, byte[] input, Map<String, String> environment)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(shell);
        command.addAll(List.of(root + "/hook", event));
        command.addAll(List.of("--config", root + "/config", "--state", root + "/state"));
        return run(command, input, environment);
    }

    End run(List<String> command, byte[] input, Map<String, String> environment)
            throws IOException, InterruptedException {
        File in = Files.write(root.resolve("in"), input).toFile();
        File err = root.resolve("err").toFile();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root.resolve("repo.git").toFile())
                .redirectInput(in)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(root.resolve("out").toFile()))
                .redirectError(err);
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the hook does not end");
        }
        return new End(process.exitValue(), Files.readAllBytes(err.toPath()));
    }

    String written(String name) throws IOException {
        return Files.readString(root.resolve(name));
    }

    private byte[] written() throws IOException, InterruptedException {
        String parts = "for part in words archive files wrapper landings; do . src/install/$part.sh; done; ";
        String values =
                "java=$1/java java_build=17 java_version=17 native= version=$1/lib/7 config=$1/config state=$1/state; ";
        Process process = new ProcessBuilder(
                        "sh", "-c", "set -eu; " + parts + values + "write_wrapper", "sh", root.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        byte[] text = process.getInputStream().readAllBytes();
        if (process.waitFor() != 0) {
            throw new IOException("the hook cannot be written");
        }
        return text;
    }

    private void script(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    /** What is not here is named at the end. */
    static void need(List<String> shell) {
        boolean found = Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, shell.get(0))));
        Assumptions.assumeTrue(found, shell.get(0) + " is not here");
    }
}
