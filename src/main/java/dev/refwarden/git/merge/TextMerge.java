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
            LineDiff.Edit edit;
            Lines from;
            if (j == other.size()
                    || (i < mine.size() && mine.get(i).toA() < other.get(j).fromA())) {
                edit = mine.get(i++);
                from = o;
            } else if (i == mine.size() || other.get(j).toA() < mine.get(i).fromA()) {
                edit = other.get(j++);
                from = t;
            } else if (same(mine.get(i), o, other.get(j), t)) {
                edit = mine.get(i++);
                from = o;
                j++;
            } else {
                return Optional.empty();
            }
            b.write(at, edit.fromA(), out);
            from.write(edit.fromB(), edit.toB(), out);
            at = edit.toA();
        }
        b.write(at, b.numbers().length, out);
        return Optional.of(out.toByteArray());
    }

    private static boolean same(LineDiff.Edit mine, Lines o, LineDiff.Edit other, Lines t) {
        return mine.fromA() == other.fromA()
                && mine.toA() == other.toA()
                && Arrays.equals(o.numbers(), mine.fromB(), mine.toB(), t.numbers(), other.fromB(), other.toB());
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
    private static boolean isBinary(byte[] bytes) {
        for (int i = 0; i < Math.min(bytes.length, 8_000); i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }
}
