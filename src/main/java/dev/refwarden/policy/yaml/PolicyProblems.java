package dev.refwarden.policy.yaml;

import java.util.List;

/** The configuration cannot be used; carries every error, in the order of files and lines. */
public final class PolicyProblems extends Exception {
    private final transient List<Problem> problems;

    PolicyProblems(List<Problem> problems) {
        super(problems.get(0) + (problems.size() == 1 ? "" : " (and " + (problems.size() - 1) + " more)"));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
