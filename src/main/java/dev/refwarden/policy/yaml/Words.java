package dev.refwarden.policy.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The few words that a key can hold and what each means.
 *
 * @param words as written
 * @param meanings in the same order
 */
public record Words<T>(List<String> words, List<T> meanings) {
    public static final Words<Boolean> REQUIRED = new Words<>(List.of("required", "optional"), List.of(true, false));
    public static final Words<Boolean> ALLOW = new Words<>(List.of("allow", "deny"), List.of(true, false));

    Optional<T> meaning(String word) {
        int at = words.indexOf(word);
        return at < 0 ? Optional.empty() : Optional.of(meanings.get(at));
    }

    /** {@code a, b or c}. */
    String choice() {
        return anyOf(words);
    }

    public static String anyOf(List<String> names) {
        return joined(names, " or ");
    }

    public static String allOf(List<String> names) {
        return joined(names, " and ");
    }

    private static String joined(List<String> names, String last) {
        List<String> rest = new ArrayList<>(names);
        if (rest.size() < 2) {
            return String.join("", rest);
        }
        String end = rest.remove(rest.size() - 1);
        return String.join(", ", rest) + last + end;
    }
}
