package dev.refwarden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opentest4j.TestAbortedException;

/** Programs and files of this machine that some tests need; where one is missing, they say which. */
public final class LocalTool {
    private LocalTool() {}

    /** Aborts the test, loudly, where {@code program} is not on the path. */
    public static void need(String program, String debianPackage) {
        for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return;
            }
        }
        abort(program, debianPackage);
    }

    /** Aborts the test, loudly, where {@code file} is not there. */
    public static void need(Path file, String debianPackage) {
        if (!Files.exists(file)) {
            abort(file.toString(), debianPackage);
        }
    }

    /** Runs a program in {@code folder}, which must succeed, and answers what it wrote. */
    public static byte[] run(Path folder, Map<String, String> environment, byte[] stdin, List<String> command) {
        try {
            Path in = Files.createTempFile(folder, "stdin", "");
            Path out = Files.createTempFile(folder, "stdout", "");
            Path err = Files.createTempFile(folder, "stderr", "");
            Files.write(in, stdin);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            assertThat(builder.start().waitFor())
                    .as("%s: %s", command, Files.readString(err))
                    .isZero();
            return Files.readAllBytes(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void abort(String what, String debianPackage) {
        String message = "NOT TESTED: " + what + " is missing (Debian package " + debianPackage + ")";
        System.err.println(message);
        throw new TestAbortedException(message);
    }
}
