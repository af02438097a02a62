package dev.refwarden.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The few words that a key can hold and what each means.
 *
 * @param words as written
 * @param meanings in the same order
 */
record Words<T>(List<String> words, List<T> meanings) {
    static final Words<Boolean> REQUIRED = new Words<>(List.of("required", "optional"), List.of(true, false));
    static final Words<Boolean> ALLOW = new Words<>(List.of("allow", "deny"), List.of(true, false));

    Optional<T> meaning(String word) {
        int at = words.indexOf(word);
        return at < 0 ? Optional.empty() : Optional.of(meanings.get(at));
    }

    /** {@code a, b or c}. */
    String choice() {
        return anyOf(words);
    }

    static String anyOf(List<String> names) {
        return joined(names, " or ");
    }

    static String allOf(List<String> names) {
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
