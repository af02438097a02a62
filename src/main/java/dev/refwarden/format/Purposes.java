package dev.refwarden.format;

/** What signatures are made for, as far as their format names it: one made for the one is worth nothing for another. */
public final class Purposes {
    /** Everything that git signs. */
    public static final String GIT = "git";

    /** Approvals of pushes. */
    public static final String APPROVAL = "refwarden-approval";

    /** Waivers of refusals. */
    public static final String WAIVER = "refwarden-waiver";

    private Purposes() {}
}
