package dev.refwarden.cli;

import dev.refwarden.ledger.Caller;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The account that STATE belongs to, where root runs a command that must keep root's rights for CONFIG. Root opens nothing below
 * STATE, and no repository of that account: the installed {@code refwarden} is called for it, and gives its rights up.
 */
final class OwnerOfState {
    private OwnerOfState() {}

    /** Whether root works with the STATE of another account. */
    static boolean isAnother(Path state) throws IOException {
        return Caller.isRoot() && Files.isDirectory(state) && !Caller.isRoots(state);
    }

    /** Runs a command of the installed program, and prints what it prints. */
    static void run(List<String> words, PrintWriter out) throws IOException {
        String program = System.getProperty("refwarden.program", "");
        if (program.isEmpty()) {
            throw new IOException("only the installed refwarden gives up root's rights for it");
        }
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(words);
        out.flush();
        Process process = new ProcessBuilder(command)
                .directory(new File("/"))
                .redirectInput(new File("/dev/null"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(out::println);
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("it was interrupted", e);
        }
    }
}
