package dev.refwarden.people;

/**
 * Public key material that cannot be enrolled. The message is one plain sentence fragment for the
 * security owner, lower case, without a period.
 */
public final class UnusableKey extends Exception {
    public UnusableKey(String message) {
        super(message);
    }
}
