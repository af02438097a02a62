package dev.refwarden.policy;

/**
 * Something that makes a configuration unusable, or (a lint) legal but dangerous.
 *
 * @param message one fragment, lower case, without a period; ends in "did you mean …?" where a name
 *     is near
 */
public record Problem(Severity severity, Place place, String message) {
    /** Whether the configuration can be used in spite of it. */
    public enum Severity {
        ERROR,
        LINT
    }

    @Override
    public String toString() {
        return place + ": " + message;
    }
}
