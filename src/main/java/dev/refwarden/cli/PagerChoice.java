package dev.refwarden.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What shows a long answer.
 *
 * @param command of the pager
 * @param environment all that it sees of the environment
 */
record PagerChoice(List<String> command, Map<String, String> environment) {
    /** What Java calls an account without a name, which root may be. */
    private static final String NAMELESS = "?";

    private static final List<Path> LESS = List.of(Path.of("/usr/bin/less"), Path.of("/bin/less"));

    PagerChoice {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /**
     * {@code PAGER}, where the environment is the account's own; else {@code less}. Root, and the account that the installed
     * program becomes for root, may have someone else's environment: there it names no program, and less starts no other.
     *
     * @param account that runs the command
     * @return absent where the answer goes straight to the terminal
     */
    static Optional<PagerChoice> of(Map<String, String> environment, String account) {
        boolean own = !Set.of("root", NAMELESS).contains(account)
                && !environment.containsKey("SUDO_USER")
                && environment
                        .getOrDefault("LOGNAME", environment.getOrDefault("USER", account))
                        .equals(account);
        String named = environment.get("PAGER");
        if (named != null && (named.isBlank() || named.strip().equals("cat"))) {
            return Optional.empty();
        }
        if (own && named != null) {
            return Optional.of(new PagerChoice(List.of("/bin/sh", "-c", named), environment));
        }
        return LESS.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .map(less ->
                        new PagerChoice(List.of(less.toString(), "-FRX"), own ? environment : harmless(environment)));
    }

    private static Map<String, String> harmless(Map<String, String> environment) {
        Map<String, String> few = new TreeMap<>(Map.of("LESSSECURE", "1", "LESSHISTFILE", "-"));
        for (String name : List.of("TERM", "LC_ALL", "LANG", "COLUMNS", "LINES")) {
            String value = environment.get(name);
            if (value != null) {
                few.put(name, value);
            }
        }
        return few;
    }
}
