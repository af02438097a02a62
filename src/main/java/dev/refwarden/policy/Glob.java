package dev.refwarden.policy;

/**
 * A pattern over slash-separated names: {@code *} within one segment, {@code **} for zero or more
 * whole segments, all else literally and with case.
 */
public record Glob(String pattern) {
    public boolean matches(String name) {
        return pattern.equals(name);
    }

    public boolean isLiteral() {
        return pattern.indexOf('*') < 0;
    }

    public boolean meets(Glob other) {
        return pattern.equals(other.pattern);
    }
}
