package dev.refwarden.cli;

/** How many columns of a terminal a text takes, as far as that can be known without asking the terminal. */
final class Width {
    private static final String MARK = "…";

    private Width() {}

    static int of(String text) {
        return text.codePoints().map(Width::of).sum();
    }

    /** The text, or as much of it as leaves room for a mark where it was cut. */
    static String cut(String text, int width, boolean inFront) {
        if (of(text) <= width) {
            return text;
        }
        int[] points = text.codePoints().toArray();
        StringBuilder kept = new StringBuilder();
        int room = width - 1;
        for (int i = 0; i < points.length; i++) {
            int point = points[inFront ? points.length - 1 - i : i];
            room -= of(point);
            if (room < 0) {
                break;
            }
            kept.insert(inFront ? 0 : kept.length(), Character.toString(point));
        }
        return inFront ? MARK + kept : kept + MARK;
    }

    private static int of(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        return isWide(point) ? 2 : 1;
    }

    /** The large blocks that Unicode's East Asian Width calls wide. */
    private static boolean isWide(int point) {
        return (point >= 0x1100 && point <= 0x115f)
                || (point >= 0x2e80 && point <= 0xa4cf && point != 0x303f)
                || (point >= 0xac00 && point <= 0xd7a3)
                || (point >= 0xf900 && point <= 0xfaff)
                || (point >= 0xfe30 && point <= 0xfe6f)
                || (point >= 0xff00 && point <= 0xff60)
                || (point >= 0xffe0 && point <= 0xffe6)
                || (point >= 0x1f300 && point <= 0x1faff)
                || (point >= 0x20000 && point <= 0x3fffd);
    }
}
