package dev.refwarden.decision;

/** How a ref moves. */
public enum Advance {
    CREATED,
    /** The old tip can be reached from the new one. */
    FORWARD,
    /** It cannot, or no one could tell. */
    FORCED,
    DELETED
}
