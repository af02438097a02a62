package dev.refwarden.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Who runs this process, by the operating system's word. */
public final class Caller {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String ROOT = "root";

    private Caller() {}

    /**
     * The account that a line of the log names: behind sudo, whoever called it; where the installed program gave up root's
     * rights, root. An account without a name is {@code uid 54321}. It proves nothing about an account that may set its own
     * environment.
     */
    public static String account() {
        String sudo = System.getenv("SUDO_USER");
        if (sudo != null && !sudo.isEmpty()) {
            return sudo;
        }
        String before = System.getProperty("refwarden.account", "");
        return before.isEmpty() ? name() : before;
    }

    private static String name() {
        String name = System.getProperty("user.name", "");
        // Java's word for an account that has none.
        return name.isEmpty() || name.equals("?") ? "uid " + uid() : name;
    }

    /** Whether this process has root's rights, whatever root is called here. */
    public static boolean isRoot() {
        return uid() == 0;
    }

    /** Whether a file or folder belongs to root; links are followed. */
    public static boolean isRoots(Path file) throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(file, "unix:uid"));
    }

    /** The number of the account whose rights this process has; where the kernel does not say, 0 for root and -1 else. */
    private static int uid() {
        try {
            return uid(Files.readAllLines(STATUS));
        } catch (IOException | RuntimeException e) {
            return System.getProperty("user.name", "").equals(ROOT) ? 0 : -1;
        }
    }

    /** The second number of the line {@code Uid:} is the effective one (proc(5)). */
    static int uid(List<String> status) {
        for (String line : status) {
            if (line.startsWith("Uid:")) {
                return Integer.parseInt(line.strip().split("\\s+", -1)[2]);
            }
        }
        throw new IllegalArgumentException("the kernel names no account");
    }
}
