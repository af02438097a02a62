package dev.refwarden.git;

/** Characters that are no controls and yet show nothing, or nothing but a gap: text with them passes for text without. */
public final class Blank {
    /** Letters and signs without a shape: a joiner, fillers of Korean, vowels of Khmer and Mongolian selectors, Braille of no dot. */
    private static final String SHAPELESS = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0";

    private Blank() {}

    /** Whether {@code c} shows nothing; the ordinary space is not meant. */
    public static boolean isBlank(int c) {
        return c >= 0x80 && (Character.getType(c) == Character.SPACE_SEPARATOR || SHAPELESS.indexOf(c) >= 0);
    }

    /** Whether {@code c} chooses between shapes of the character before it, as emoji do: behind ASCII there is nothing to choose. */
    static boolean isSelector(int c) {
        return (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef);
    }
}
