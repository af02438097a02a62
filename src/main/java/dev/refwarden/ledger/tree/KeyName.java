package dev.refwarden.ledger.tree;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The name of a key that signs notes (C2SP signed-note), usually an address without its scheme, such as
 * {@code git.example.org/refwarden}. Anybody can give a key any name.
 */
public record KeyName(String value) {
    /** @throws IllegalArgumentException if it is empty, is not a Unicode, or has spaces, plus signs or control characters */
    public KeyName {
        if (!isFormed(value)) {
            throw new IllegalArgumentException("not the name of a key");
        }
    }

    /** Absent if it is not a name. */
    public static Optional<KeyName> parse(String value) {
        return isFormed(value) ? Optional.of(new KeyName(value)) : Optional.empty();
    }

    private static boolean isFormed(String value) {
        return !value.isEmpty()
                && value.codePoints().noneMatch(KeyName::isForbidden)
                && StandardCharsets.UTF_8.newEncoder().canEncode(value);
    }

    private static boolean isForbidden(int c) {
        return c == '+' || Character.isSpaceChar(c) || Character.isISOControl(c);
    }

    @Override
    public String toString() {
        return value;
    }
}
