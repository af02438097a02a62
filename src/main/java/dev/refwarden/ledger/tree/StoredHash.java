package dev.refwarden.ledger.tree;

/** The hash of a complete subtree: one row of a table that only ever grows. */
public record StoredHash(Subtree subtree, TreeHash hash) {}
