package dev.refwarden.policy.compare;

/**
 * One difference.
 *
 * @param subject what differs, such as {@code rule "release branches"}
 * @param words how, to be read after the subject
 */
public record Change(Direction direction, String subject, String words) {
    /** What a difference does to the protection. */
    public enum Direction {
        /** Something passes that did not before. */
        WEAKER,
        /** Something is refused that was not before. */
        STRONGER,
        /** Neither, or no one can tell. */
        OTHER
    }
}
