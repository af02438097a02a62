package dev.refwarden.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The settings that git follows in a repository: the system's, the account's and its own. */
record GitSettings(Map<String, List<String>> values) {
    /** Absent where git cannot read them. */
    static Optional<GitSettings> of(Path repository, Map<String, String> environment) throws IOException {
        Program listed = Program.git(repository, environment, "config", "--list", "-z");
        if (!listed.succeeded()) {
            return Optional.empty();
        }
        Map<String, List<String>> values = new HashMap<>();
        for (String entry : listed.output().split("\0", -1)) {
            int end = entry.indexOf('\n');
            String name = end < 0 ? entry : entry.substring(0, end);
            // A name without a value means true.
            values.computeIfAbsent(name, none -> new ArrayList<>()).add(end < 0 ? "true" : entry.substring(end + 1));
        }
        return Optional.of(new GitSettings(values));
    }

    /** The value that counts: the last. */
    Optional<String> value(String name) {
        List<String> all = values.getOrDefault(name, List.of());
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** The names of hooks that are configured ({@code hook.NAME.*}), as newer versions of git know them. */
    List<String> hooks() {
        return values.keySet().stream()
                .filter(name -> name.startsWith("hook.") && name.lastIndexOf('.') > 5)
                .map(name -> name.substring(5, name.lastIndexOf('.')))
                .distinct()
                .sorted()
                .toList();
    }

    boolean isFalse(String name) {
        return value(name)
                .filter(value -> List.of("false", "no", "off", "0", "").contains(value.toLowerCase(Locale.ROOT)))
                .isPresent();
    }
}
