package dev.refwarden.policy.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Something that makes a configuration unusable, or (a lint) legal but dangerous.
 *
 * @param message one fragment, lower case, without a period; ends in "did you mean …?" where a name
 *     is near
 */
public record Problem(Severity severity, Place place, String message) {
    /** Whether the configuration can be used in spite of it. */
    public enum Severity {
        ERROR,
        LINT
    }

    /** The same problems by file (the server's, the policy, people), line and column. */
    public static List<Problem> inOrder(List<Problem> problems) {
        List<Problem> sorted = new ArrayList<>(problems);
        sorted.sort(Comparator.comparing(Problem::place));
        return sorted;
    }

    /** The same, of something that the configuration can be used without. */
    public Problem asLint() {
        return new Problem(Severity.LINT, place, message);
    }

    @Override
    public String toString() {
        return place + ": " + message;
    }
}
