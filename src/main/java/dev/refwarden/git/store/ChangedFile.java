package dev.refwarden.git.store;

import java.util.List;

/**
 * A file that differs between two trees. Names are what a pusher chose: bytes read as UTF-8, escaped
 * wherever they are shown.
 *
 * @param before its name in the old tree; empty where it is new
 * @param after its name in the new tree; empty where it is gone
 * @param modeBefore as git writes it, such as {@code 100644}; {@code 0} where it is new
 * @param modeAfter likewise
 */
public record ChangedFile(String before, String after, String modeBefore, String modeAfter, Content content) {
    /** The name by which it is spoken of. */
    public String name() {
        return after.isEmpty() ? before : after;
    }

    public boolean isRenamed() {
        return !before.isEmpty() && !after.isEmpty() && !before.equals(after);
    }

    /** What of its content can be shown. */
    public sealed interface Content {
        /**
         * @param cut whether lines were left out at the end
         */
        record Lines(List<Hunk> hunks, boolean cut) implements Content {
            public Lines {
                hunks = List.copyOf(hunks);
            }
        }

        /** There is nothing to show, for a reason in words, such as "binary, 1048576 bytes". */
        record Unshown(String reason) implements Content {}
    }

    /**
     * Lines that belong together.
     *
     * @param before the number of its first line in the old file, from 1
     * @param after likewise in the new file
     */
    public record Hunk(int before, int after, List<Line> lines) {
        public Hunk {
            lines = List.copyOf(lines);
        }

        /** The number of old lines that it covers. */
        public long linesBefore() {
            return lines.stream().filter(line -> line.side() != Side.ADDED).count();
        }

        public long linesAfter() {
            return lines.stream().filter(line -> line.side() != Side.REMOVED).count();
        }
    }

    /** A line without its end. */
    public record Line(Side side, String text) {}

    /** In which file a line stands. */
    public enum Side {
        BOTH(' '),
        REMOVED('-'),
        ADDED('+');

        private final char sign;

        Side(char sign) {
            this.sign = sign;
        }

        /** As it is at the beginning of a line in a diff. */
        public char sign() {
            return sign;
        }
    }
}
