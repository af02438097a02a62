package dev.refwarden.policy.yaml;

import java.util.ArrayList;
import java.util.List;

/** The errors found so far. Reading goes on after an error, so that all of them are seen at once. */
public final class Problems {
    /** More than anyone reads; keeps a file of nothing but errors from filling the memory. */
    public static final int MAX = 1000;

    private final List<Problem> errors = new ArrayList<>();
    private int count;

    public void add(Place place, String message) {
        count++;
        if (errors.size() < MAX) {
            errors.add(new Problem(Problem.Severity.ERROR, place, message));
        } else if (errors.size() == MAX) {
            errors.add(new Problem(Problem.Severity.ERROR, place, "too many problems to list, fix these first"));
        }
    }

    /** How many there were, listed or not; reading a part added none if this stayed the same. */
    public int count() {
        return count;
    }

    public void refuseAny() throws PolicyProblems {
        if (!errors.isEmpty()) {
            throw new PolicyProblems(Problem.inOrder(errors));
        }
    }
}
