package dev.refwarden.policy.yaml;

/** Text from a file as a message shows it: in quotes, cut, with nothing in it that could steer a terminal. */
public final class DisplayText {
    private static final int MAX = 60;
    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int ZERO_WIDTH_JOINER = 0x200d;
    private static final int REPLACEMENT = 0xfffd;

    private DisplayText() {}

    public static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        int shown = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (shown++ == MAX) {
                return out.append("…\"").toString();
            }
            append(out, text.codePointAt(i));
        }
        return out.append('"').toString();
    }

    /** The same text with all that could steer a terminal escaped, neither quoted nor cut. */
    public static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> append(out, c));
        return out.toString();
    }

    private static void append(StringBuilder out, int c) {
        if (isPlain(c)) {
            out.appendCodePoint(c);
        } else {
            out.append("\\u{").append(Integer.toHexString(c)).append('}');
        }
    }

    /**
     * Whether a person sees this character as itself: no control, nothing that turns text, no half of a pair. Joiners
     * pass, since names in several scripts and many emoji need them.
     */
    private static boolean isPlain(int c) {
        if (c < 0x7f) {
            return c >= ' ';
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            case Character.FORMAT -> c == ZERO_WIDTH_NON_JOINER || c == ZERO_WIDTH_JOINER;
            default -> c != REPLACEMENT;
        };
    }

    /** Whether a person sees every character of {@code text} as itself. */
    static boolean isPlain(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            // Nearly all text is ASCII, and every push reads all of it.
            if (c < ' ' || c >= 0x7f) {
                return text.codePoints().skip(text.codePointCount(0, i)).allMatch(DisplayText::isPlain);
            }
        }
        return true;
    }
}
