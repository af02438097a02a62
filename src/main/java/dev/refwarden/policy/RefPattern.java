package dev.refwarden.policy;

import dev.refwarden.policy.yaml.DisplayText;
import java.util.List;
import java.util.Optional;

/** Which patterns can match a ref, by the names that {@code git check-ref-format} allows. */
final class RefPattern {
    private static final String REFS = "refs/";
    private static final Glob ANY_REF = new Glob("refs/*/**");
    private static final List<String> FOLDERS = List.of("refs/heads", "refs/tags", "refs/remotes", "refs/notes");

    /** Sequences that no ref's name holds, and their names in a message. */
    private static final String[][] FORBIDDEN = {
        {" ", "space"},
        {"~", "~"},
        {"^", "^"},
        {":", ":"},
        {"?", "?"},
        {"[", "["},
        {"\\", "\\"},
        {"..", ".."},
        {"@{", "@{"}
    };

    private RefPattern() {}

    /** Why no ref could ever match {@code pattern}; empty where one could. */
    static Optional<String> fault(String pattern) {
        if (!pattern.startsWith(REFS) && !new Glob(pattern).meets(ANY_REF)) {
            return Optional.of(
                    DisplayText.quoted(pattern) + " matches no ref: full names begin with refs/" + meant(pattern));
        }
        if (FOLDERS.contains(pattern)) {
            return Optional.of(DisplayText.quoted(pattern) + " is not a ref but a folder of refs"
                    + PatternKind.didYouMean(pattern + "/**"));
        }
        if (pattern.startsWith("refs/refwarden/")) {
            return Optional.of(DisplayText.quoted(pattern) + " matches nothing: no rule holds for refs/refwarden/");
        }
        String forbidden = forbidden(pattern);
        return forbidden.isEmpty()
                ? Optional.empty()
                : Optional.of(DisplayText.quoted(pattern) + " matches no ref: Git allows no " + forbidden);
    }

    /** What is in {@code pattern} that no ref has; empty where nothing does. */
    private static String forbidden(String pattern) {
        if (isOrdinary(pattern)) {
            return "";
        }
        for (String[] sequence : FORBIDDEN) {
            if (pattern.contains(sequence[0])) {
                return sequence[1] + " in a ref's name";
            }
        }
        for (String segment : pattern.split("/", -1)) {
            if (segment.startsWith(".")) {
                return "segment that begins with a dot";
            }
            if (segment.endsWith(".lock")) {
                return "segment that ends in .lock";
            }
        }
        return pattern.endsWith(".") ? "ref's name that ends in a dot" : "";
    }

    /** Whether it holds nothing that could be forbidden anywhere. */
    private static boolean isOrdinary(String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letter && c != '/' && c != '-' && c != '_' && c != '*') {
                return false;
            }
        }
        return true;
    }

    /** The full name that a short one usually means. */
    private static String meant(String pattern) {
        if (pattern.equals("*")) {
            return PatternKind.didYouMean("**");
        }
        if (pattern.regionMatches(true, 0, REFS, 0, REFS.length())) {
            return PatternKind.didYouMean(REFS + pattern.substring(REFS.length()));
        }
        if (pattern.startsWith("heads/") || pattern.startsWith("tags/")) {
            return PatternKind.didYouMean(REFS + pattern);
        }
        boolean other = pattern.equals("HEAD") || pattern.startsWith("refs") || pattern.startsWith("*");
        return other ? "" : PatternKind.didYouMean("refs/heads/" + pattern);
    }
}
