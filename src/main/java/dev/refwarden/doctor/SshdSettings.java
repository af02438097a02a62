package dev.refwarden.doctor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which variables of their environment sshd takes over from its clients.
 *
 * @param accepted the patterns of {@code AcceptEnv} and {@code PermitUserEnvironment}, with {@code *} and {@code ?}
 */
record SshdSettings(List<String> accepted) {
    private static final Path SSHD = Path.of("/usr/sbin/sshd");
    private static final Path FILE = Path.of("/etc/ssh/sshd_config");
    /** As deep as sshd itself goes. */
    private static final int MOST_INCLUDED = 16;

    SshdSettings {
        accepted = List.copyOf(accepted);
    }

    /**
     * Asks sshd, else reads its files; absent where neither is possible.
     *
     * @param told what {@code sshd -T} said to root; empty if it was not asked
     */
    static Optional<SshdSettings> find(String told) throws IOException {
        if (!told.isBlank()) {
            return Optional.of(of(told.lines().toList()));
        }
        if (Files.isExecutable(SSHD)) {
            Program said = Program.run(Path.of("/"), Map.of(), List.of(SSHD.toString(), "-T"));
            if (said.succeeded()) {
                return Optional.of(of(said.output().lines().toList()));
            }
        }
        return Files.isReadable(FILE) ? Optional.of(of(linesOf(FILE, 0))) : Optional.empty();
    }

    /** What lines of sshd's configuration, or of {@code sshd -T}, say. */
    static SshdSettings of(List<String> lines) {
        List<String> accepted = new ArrayList<>();
        for (String line : lines) {
            List<String> words = words(line);
            String keyword = words.isEmpty() ? "" : words.get(0);
            if (keyword.equals("acceptenv")) {
                accepted.addAll(words.subList(1, words.size()));
            } else if (keyword.equals("permituserenvironment") && words.size() > 1) {
                accepted.addAll(permitted(words.get(1)));
            }
        }
        return new SshdSettings(accepted);
    }

    /** The first pattern that lets a variable in. */
    Optional<String> admitting(String variable) {
        return accepted.stream().filter(pattern -> matches(pattern, variable)).findFirst();
    }

    private static List<String> permitted(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "no" -> List.of();
            case "yes" -> List.of("*");
            default -> List.of(value.split(","));
        };
    }

    private static boolean matches(String pattern, String variable) {
        StringBuilder regex = new StringBuilder();
        pattern.chars()
                .forEach(c -> regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c))));
        return variable.matches(regex.toString());
    }

    /** The keyword in small letters, and what it is given. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        for (String word : line.strip().split("[ \t=]+", -1)) {
            if (word.startsWith("#")) {
                break;
            }
            words.add(words.isEmpty() ? word.toLowerCase(Locale.ROOT) : word.replace("\"", ""));
        }
        return words;
    }

    /** The lines of a file and of those that it includes, which lie next to sshd's own unless a path is absolute. */
    private static List<String> linesOf(Path file, int depth) throws IOException {
        List<String> lines = new ArrayList<>();
        if (depth > MOST_INCLUDED || !Files.isReadable(file) || Files.isDirectory(file)) {
            return lines;
        }
        for (String line : Files.readAllLines(file)) {
            List<String> words = words(line);
            if (words.isEmpty() || !words.get(0).equals("include")) {
                lines.add(line);
                continue;
            }
            for (String included : words.subList(1, words.size())) {
                for (Path one : matching(FILE.resolveSibling(included))) {
                    lines.addAll(linesOf(one, depth + 1));
                }
            }
        }
        return lines;
    }

    private static List<Path> matching(Path pattern) throws IOException {
        List<Path> found = new ArrayList<>();
        Path folder = pattern.getParent();
        if (folder != null && Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    if (matches(String.valueOf(pattern.getFileName()), String.valueOf(file.getFileName()))) {
                        found.add(file);
                    }
                }
            }
        }
        return found;
    }
}
