package dev.refwarden.hook;

/** What the hook's exit status says; anything but 0 refuses the whole push. */
final class ExitStatus {
    static final int REFUSED = 1;
    static final int POLICY_UNUSABLE = 2;
    static final int INTERNAL_FAILURE = 3;

    private ExitStatus() {}
}
