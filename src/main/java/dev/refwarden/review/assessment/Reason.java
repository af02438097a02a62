package dev.refwarden.review.assessment;

/**
 * Why a push looks like an attack, or why not.
 *
 * @param weight above 0: speaks of an attack, the more the higher; below 0: against one; 0: worth knowing
 * @param side on which side it is listed
 * @param text a whole sentence, partly of what a pusher wrote: made harmless by whoever shows it
 */
public record Reason(Side side, int weight, String text) {
    /** On which side a reason is listed. */
    public enum Side {
        FOR,
        AGAINST,
        /** On neither. */
        ASIDE
    }

    static Reason of(int weight, String text) {
        return new Reason(weight > 0 ? Side.FOR : Side.ASIDE, weight, text);
    }

    static Reason against(int weight, String text) {
        return new Reason(Side.AGAINST, -weight, text);
    }
}
