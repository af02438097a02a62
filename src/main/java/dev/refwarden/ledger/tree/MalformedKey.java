package dev.refwarden.ledger.tree;

/** A text that is not a key. The message is lower case, without a period, and has nothing of the text in it. */
public final class MalformedKey extends Exception {
    private static final long serialVersionUID = 1;

    MalformedKey(String message) {
        super(message);
    }
}
