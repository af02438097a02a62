package dev.refwarden.git.merge;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The three-way merge of a file's content, line by line. */
final class TextMerge {
    private static final int MOST_LINES = 200_000;

    private final Map<ByteBuffer, Integer> numbers = new HashMap<>();
    private final Clock clock;

    private TextMerge(Clock clock) {
        this.clock = clock;
    }

    /** A text as numbers, equal for equal lines, and where each line begins. */
    private record Lines(byte[] bytes, int[] numbers, int[] starts) {
        void write(int from, int to, ByteArrayOutputStream out) {
            out.write(bytes, starts[from], starts[to] - starts[from]);
        }
    }

    /** Absent where both sides changed the same lines, or neighbouring ones, or the content is binary or has too many lines. */
    static Optional<byte[]> of(byte[] base, byte[] ours, byte[] theirs, Clock clock) {
        for (byte[] content : List.of(base, ours, theirs)) {
            if (isBinary(content) || hasTooManyLines(content)) {
                return Optional.empty();
            }
        }
        return new TextMerge(clock).merge(base, ours, theirs);
    }

    private Optional<byte[]> merge(byte[] base, byte[] ours, byte[] theirs) {
        Lines b = lines(base);
        Lines o = lines(ours);
        Lines t = lines(theirs);
        Optional<List<LineDiff.Edit>> mine = LineDiff.of(b.numbers(), o.numbers(), clock);
        Optional<List<LineDiff.Edit>> other = LineDiff.of(b.numbers(), t.numbers(), clock);
        return mine.isEmpty() || other.isEmpty() ? Optional.empty() : apply(b, o, mine.get(), t, other.get());
    }

    private static Optional<byte[]> apply(
            Lines b, Lines o, List<LineDiff.Edit> mine, Lines t, List<LineDiff.Edit> other) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(b.bytes().length);
        int at = 0;
        int i = 0;
        int j = 0;
        while (i < mine.size() || j < other.size()) {
            boolean mineFirst = j == other.size()
                    || (i < mine.size() && mine.get(i).fromA() <= other.get(j).fromA());
            int from = (mineFirst ? mine.get(i) : other.get(j)).fromA();
            int to = from;
            int firstMine = i;
            int firstOther = j;
            // Edits that meet are one region, whoever made them.
            boolean grown = true;
            while (grown) {
                grown = false;
                while (i < mine.size() && mine.get(i).fromA() <= to) {
                    to = Math.max(to, mine.get(i++).toA());
                    grown = true;
                }
                while (j < other.size() && other.get(j).fromA() <= to) {
                    to = Math.max(to, other.get(j++).toA());
                    grown = true;
                }
            }
            Region ours = new Region(mine.subList(firstMine, i), from, to);
            Region theirs = new Region(other.subList(firstOther, j), from, to);
            b.write(at, from, out);
            if (!theirs.isChanged() || (ours.isChanged() && ours.isSame(o, theirs, t))) {
                o.write(ours.fromB(), ours.toB(), out);
            } else if (!ours.isChanged()) {
                t.write(theirs.fromB(), theirs.toB(), out);
            } else {
                return Optional.empty();
            }
            at = to;
        }
        b.write(at, b.numbers().length, out);
        return Optional.of(out.toByteArray());
    }

    /** What became of the base's lines {@code [from, to)} on one side. */
    private record Region(List<LineDiff.Edit> edits, int from, int to) {
        boolean isChanged() {
            return !edits.isEmpty();
        }

        int fromB() {
            LineDiff.Edit first = edits.get(0);
            return first.fromB() - (first.fromA() - from);
        }

        int toB() {
            LineDiff.Edit last = edits.get(edits.size() - 1);
            return last.toB() + (to - last.toA());
        }

        boolean isSame(Lines side, Region other, Lines otherSide) {
            return Arrays.equals(side.numbers(), fromB(), toB(), otherSide.numbers(), other.fromB(), other.toB());
        }
    }

    private Lines lines(byte[] bytes) {
        List<Integer> starts = new ArrayList<>();
        List<Integer> found = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n' || i == bytes.length - 1) {
                starts.add(from);
                found.add(numbers.computeIfAbsent(ByteBuffer.wrap(bytes, from, i + 1 - from), line -> numbers.size()));
                from = i + 1;
            }
            if ((i & 0xffff) == 0) {
                clock.check();
            }
        }
        starts.add(bytes.length);
        return new Lines(
                bytes,
                found.stream().mapToInt(Integer::intValue).toArray(),
                starts.stream().mapToInt(Integer::intValue).toArray());
    }

    private static boolean hasTooManyLines(byte[] bytes) {
        int lines = 0;
        for (byte b : bytes) {
            lines += b == '\n' ? 1 : 0;
        }
        return lines > MOST_LINES;
    }

    /** As git decides it: a NUL among the first 8,000 bytes. */
    static boolean isBinary(byte[] bytes) {
        for (int i = 0; i < Math.min(bytes.length, 8_000); i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }
}
