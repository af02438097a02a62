package dev.refwarden.ledger.tree;

/** What checking an inclusion or a consistency proof showed. Only {@link #VALID} proves anything. */
public enum ProofCheck {
    /** The hashes lead to the roots. Says nothing about who vouches for the roots. */
    VALID,
    /** There is no such leaf in a tree of this size, or the later tree is the smaller one. */
    IMPOSSIBLE,
    /** A proof about these numbers has fewer or more hashes. */
    WRONG_LENGTH,
    /** The hashes lead to another root. */
    WRONG_ROOT
}
