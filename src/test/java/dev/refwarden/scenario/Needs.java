package dev.refwarden.scenario;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a scenario's file {@code needs} names, one a line: a tool by its name or path, {@code root} for the rights of that account, or
 * a git that is new enough, as {@code git 2.46}.
 */
final class Needs {
    private static final Pattern GIT = Pattern.compile("git ([0-9]+)\\.([0-9]+)");
    private static final Pattern VERSION = Pattern.compile("git version ([0-9]+)\\.([0-9]+).*", Pattern.DOTALL);

    private Needs() {}

    /** Those that are not here. */
    static List<String> missing(Path scenario) throws IOException, InterruptedException {
        Path needs = scenario.resolve("needs");
        List<String> missing = new ArrayList<>();
        for (String need : Files.exists(needs) ? Files.readAllLines(needs) : List.<String>of()) {
            if (!isHere(need)) {
                missing.add(need);
            }
        }
        return missing;
    }

    private static boolean isHere(String need) throws IOException, InterruptedException {
        Matcher git = GIT.matcher(need);
        if (git.matches()) {
            return isAtLeast(version(), number(git, 1), number(git, 2));
        }
        return need.equals("root")
                ? System.getProperty("user.name", "").equals("root")
                : Stream.of(System.getenv("PATH").split(":", -1))
                        .anyMatch(folder -> Files.exists(Path.of(folder).resolve(need)));
    }

    /** Whether {@code git version} says so; what says something else is not a git that is known to be new enough. */
    static boolean isAtLeast(String says, int major, int minor) {
        Matcher version = VERSION.matcher(says);
        return version.matches()
                && (number(version, 1) > major || (number(version, 1) == major && number(version, 2) >= minor));
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    /** The git that scenarios are played with. */
    private static String version() throws IOException, InterruptedException {
        String other = System.getenv().getOrDefault("REFWARDEN_GIT", "");
        Process git = new ProcessBuilder(other.isEmpty() ? "git" : other, "--version").start();
        String says = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        git.waitFor();
        return says.strip();
    }
}
