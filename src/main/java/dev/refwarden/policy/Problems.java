package dev.refwarden.policy;

import java.util.ArrayList;
import java.util.List;

/** The errors found so far. Reading goes on after an error, so that all of them are seen at once. */
final class Problems {
    /** More than anyone reads; keeps a file of nothing but errors from filling the memory. */
    static final int MAX = 1000;

    private final List<Problem> errors = new ArrayList<>();
    private int count;

    void add(Place place, String message) {
        count++;
        if (errors.size() < MAX) {
            errors.add(new Problem(Problem.Severity.ERROR, place, message));
        } else if (errors.size() == MAX) {
            errors.add(new Problem(Problem.Severity.ERROR, place, "too many problems to list, mend these first"));
        }
    }

    /** How many there were, listed or not; reading a part added none if this stayed the same. */
    int count() {
        return count;
    }

    void refuseAny() throws PolicyProblems {
        if (!errors.isEmpty()) {
            throw new PolicyProblems(Problem.inOrder(errors));
        }
    }
}
