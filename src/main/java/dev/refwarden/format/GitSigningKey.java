package dev.refwarden.format;

/**
 * How git is told to sign with a key.
 *
 * @param value of {@code user.signingKey}
 * @param isExpression whether the value is a word of shell already, which finds the key's file; else it is to be quoted
 * @param where the key is expected to lie, in words that go on a sentence; empty where git needs no file
 */
public record GitSigningKey(String value, boolean isExpression, String where) {
    /** A key that its program finds by this name. */
    public static GitSigningKey named(String name) {
        return new GitSigningKey(name, false, "");
    }
}
