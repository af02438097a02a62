package dev.refwarden.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Who reads what the program prints. */
final class Terminal {
    private static final int USUAL = 80;

    private Terminal() {}

    /** Whether a person writes to standard input directly. */
    static boolean isStandardInput() {
        return leadsToPerson("0");
    }

    /** Whether a person sees standard output directly, as far as Linux says where it leads. */
    static boolean isStandardOutput() {
        return leadsToPerson("1");
    }

    /** Whether colours are seen there, and {@code NO_COLOR} does not forbid them. */
    static boolean showsColours() {
        return isStandardOutput()
                && System.getenv().getOrDefault("NO_COLOR", "").isEmpty()
                && !System.getenv().getOrDefault("TERM", "dumb").equals("dumb");
    }

    /** Whether a person sees standard error directly. */
    static boolean isStandardError() {
        return leadsToPerson("2");
    }

    /** How wide the terminal is to which standard output leads; 0 where it leads to none. */
    static int columns() {
        if (!isStandardOutput()) {
            return 0;
        }
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Path.of("/proc/self/fd/1").toRealPath().toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String[] size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .split(" ", -1);
            return size.length == 2 && size[1].matches("[1-9][0-9]{0,4}") ? Integer.parseInt(size[1]) : USUAL;
        } catch (IOException e) {
            return USUAL;
        }
    }

    private static boolean leadsToPerson(String descriptor) {
        try {
            Path output = Path.of("/proc/self/fd", descriptor).toRealPath();
            return output.startsWith("/dev/pts") || output.toString().startsWith("/dev/tty");
        } catch (IOException e) {
            return false;
        }
    }
}
