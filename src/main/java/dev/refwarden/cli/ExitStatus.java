package dev.refwarden.cli;

/** What the commands tell the shell. */
final class ExitStatus {
    static final int FINE = 0;

    /** Something was found that someone should look at. */
    static final int FOUND = 1;

    /** The configuration cannot be used. */
    static final int POLICY_UNUSABLE = 2;

    static final int INTERNAL_FAILURE = 3;

    /** As {@code EX_USAGE} of {@code sysexits.h}. */
    static final int WRONG_USAGE = 64;

    private ExitStatus() {}
}
