package dev.refwarden.doctor;

/**
 * What one check showed.
 *
 * @param subject the repository that it concerns; empty for the installation as a whole
 * @param text what was seen: lower case, no final period
 * @param remedy what to do about it; empty where nothing need be done
 */
public record Checked(Level level, String subject, String text, String remedy) {
    /** How grave it is. */
    public enum Level {
        OK,
        /** Works, but someone should know. */
        WARN,
        /** Pushes may pass that should not, or none pass. */
        FAIL
    }

    /** Something that is well. */
    public static Checked ok(String subject, String text) {
        return new Checked(Level.OK, subject, text, "");
    }

    /** Something that someone should know, with what to do about it. */
    public static Checked warn(String subject, String text, String remedy) {
        return new Checked(Level.WARN, subject, text, remedy);
    }

    static Checked fail(String subject, String text, String remedy) {
        return new Checked(Level.FAIL, subject, text, remedy);
    }
}
