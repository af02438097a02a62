package dev.refwarden.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What running another program gave.
 *
 * @param output standard output and standard error together
 */
record Program(int status, String output) {
    private static final int SECONDS = 120;

    boolean succeeded() {
        return status == 0;
    }

    /** Its output without the line end. */
    String line() {
        return output.strip();
    }

    static Program git(Path folder, String... arguments) throws IOException {
        return git(folder, Map.of(), arguments);
    }

    static Program git(Path folder, Map<String, String> environment, String... arguments) throws IOException {
        // An administrator may look at repositories of others; git itself would rather not.
        Map<String, String> trusting = new HashMap<>(environment);
        trusting.put("GIT_CONFIG_COUNT", "1");
        trusting.put("GIT_CONFIG_KEY_0", "safe.directory");
        trusting.put("GIT_CONFIG_VALUE_0", "*");
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return run(folder, trusting, command);
    }

    static Program run(Path folder, Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        // Git's variables would lead it elsewhere than a push to this repository is led.
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment().putAll(environment);
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Program(-1, output);
            }
            return new Program(process.exitValue(), output);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
