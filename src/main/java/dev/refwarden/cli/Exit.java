package dev.refwarden.cli;

/** What the exit status of a command says. */
final class Exit {
    static final int FINE = 0;
    static final int FOUND = 1;
    static final int POLICY_UNUSABLE = 2;
    static final int INTERNAL_FAILURE = 3;
    static final int WRONG_USAGE = 64;

    private Exit() {}
}
