package dev.refwarden.git.store;

/** What a commit holds cannot be shown, since some of it is not there or is not a tree. */
public final class UnreadableTree extends Exception {
    UnreadableTree(String message) {
        super(message);
    }
}
