package dev.refwarden.log;

/** What of a commit was judged when it was accepted; only that is settled by it. */
public enum Aspect {
    /** Signatures, signers, committers and authors of the commits. */
    COMMITS,
    /** The files that they change. */
    PATHS,
    /** That somebody other than its signer stands for each, where the signatures themselves are not judged. */
    APPROVALS
}
