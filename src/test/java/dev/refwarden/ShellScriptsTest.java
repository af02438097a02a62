package dev.refwarden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Shell scripts are POSIX sh, and shellcheck finds nothing in them. */
class ShellScriptsTest {
    /** Variables that cross files, and files that are found at run time, are beyond it. */
    private static final String BEYOND_IT = "SC1091,SC2034,SC2154";

    @Test
    void shellcheckFindsNothing() throws IOException, InterruptedException {
        LocalTool.need("shellcheck", "shellcheck");
        List<String> command = new ArrayList<>(List.of("shellcheck", "-s", "sh", "-e", BEYOND_IT, "-f", "gcc"));
        command.add("install.sh");
        command.add("src/client/git-refwarden-approve");
        command.add("src/client/git-refwarden-waive");
        for (String folder : List.of("src/install", "src/bench")) {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                files.filter(file -> file.toString().endsWith(".sh")).forEach(file -> command.add(file.toString()));
            }
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String found = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        assertThat(found).isEmpty();
        assertThat(command).hasSizeGreaterThan(15);
    }
}
