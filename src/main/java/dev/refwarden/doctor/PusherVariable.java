package dev.refwarden.doctor;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringTokenizer;

/** Whether a pusher can provably set the variable by which the server says who they are. */
final class PusherVariable {
    private static final Path SSHD = Path.of("/etc/ssh/sshd_config");

    private PusherVariable() {}

    static void check(String variable, List<Checked> found) {
        check(variable, SSHD, found);
    }

    static void check(String variable, Path sshdConfig, List<Checked> found) {
        if (!Files.isReadable(sshdConfig)) {
            return;
        }
        try {
            for (String line : Files.readAllLines(sshdConfig)) {
                StringTokenizer words = new StringTokenizer(line, " \t=");
                String keyword = words.hasMoreTokens() ? words.nextToken() : "";
                boolean accepts = keyword.equalsIgnoreCase("AcceptEnv") && anyMatches(words, variable);
                boolean permits = keyword.equalsIgnoreCase("PermitUserEnvironment")
                        && words.hasMoreTokens()
                        && words.nextToken().equalsIgnoreCase("yes");
                if (accepts || permits) {
                    found.add(Checked.fail(
                            "",
                            "pushers can set " + variable + " themselves, and so choose who they are: " + sshdConfig
                                    + " says " + line.strip(),
                            "take that line away, or take \"pusher\" out of server.yaml"));
                }
            }
        } catch (IOException e) {
            found.add(Checked.warn("", sshdConfig + " cannot be read", "look yourself for AcceptEnv " + variable));
        }
    }

    private static boolean anyMatches(StringTokenizer patterns, String variable) {
        while (patterns.hasMoreTokens()) {
            String pattern = patterns.nextToken();
            if (FileSystems.getDefault().getPathMatcher("glob:" + pattern).matches(Path.of(variable))) {
                return true;
            }
        }
        return false;
    }
}
