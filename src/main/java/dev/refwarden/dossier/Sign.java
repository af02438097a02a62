package dev.refwarden.dossier;

/**
 * Something about a refused push that tells a reviewer how to take it. A guess from experience, no proof.
 *
 * @param text a whole sentence
 */
public record Sign(Weight weight, String text) {
    /** Which way it points. */
    public enum Weight {
        /** Ordinary tools and honest mistakes do not do this. */
        ALARMING,
        /** Look closer. */
        ODD,
        /** What happens to everybody. */
        ORDINARY
    }
}
