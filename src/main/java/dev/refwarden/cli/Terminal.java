package dev.refwarden.cli;

import java.io.IOException;
import java.nio.file.Path;

/** Who reads what the program prints. */
final class Terminal {
    private Terminal() {}

    /** Whether a person sees standard output directly, as far as Linux says where it leads. */
    static boolean isStandardOutput() {
        return leadsToPerson("1");
    }

    /** Whether a person sees standard error directly. */
    static boolean isStandardError() {
        return leadsToPerson("2");
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
