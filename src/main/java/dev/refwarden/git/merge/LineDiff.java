package dev.refwarden.git.merge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The shortest way from one sequence of lines to another (Myers 1986), as long as it is not too long. */
final class LineDiff {
    /** More lines taken out and put in than these are not compared; work and memory grow with their square. */
    private static final int MOST_EDITS = 3_000;

    private LineDiff() {}

    /** Lines {@code [fromA, toA)} of the one stand as {@code [fromB, toB)} in the other. */
    record Edit(int fromA, int toA, int fromB, int toB) {}

    /** Edits in order, none touching the next; absent where the sequences differ too much. */
    static Optional<List<Edit>> of(int[] a, int[] b, Clock clock) {
        int start = 0;
        while (start < a.length && start < b.length && a[start] == b[start]) {
            start++;
        }
        int endA = a.length;
        int endB = b.length;
        while (endA > start && endB > start && a[endA - 1] == b[endB - 1]) {
            endA--;
            endB--;
        }
        return new Search(a, b, start, endA, endB).edits(clock).map(edits -> slidDown(edits, a, b));
    }

    /**
     * Where equal lines leave a choice, what was only put in or only taken out stands as far down as it can, which is where git
     * sees it; edits that meet become one.
     */
    private static List<Edit> slidDown(List<Edit> edits, int[] a, int[] b) {
        List<Edit> slid = new ArrayList<>(edits.size());
        for (int i = edits.size() - 1; i >= 0; i--) {
            Edit behind = slid.isEmpty() ? new Edit(a.length, a.length, b.length, b.length) : slid.get(slid.size() - 1);
            Edit edit = slidDown(edits.get(i), a, b, behind.fromA());
            if (!slid.isEmpty() && edit.toA() == behind.fromA() && edit.toB() == behind.fromB()) {
                slid.remove(slid.size() - 1);
                edit = new Edit(edit.fromA(), behind.toA(), edit.fromB(), behind.toB());
            }
            slid.add(edit);
        }
        Collections.reverse(slid);
        return slid;
    }

    private static Edit slidDown(Edit edit, int[] a, int[] b, int endA) {
        boolean added = edit.fromA() == edit.toA();
        boolean removed = edit.fromB() == edit.toB();
        int by = 0;
        while (added != removed
                && edit.toA() + by < endA
                && (added ? b[edit.fromB() + by] == b[edit.toB() + by] : a[edit.fromA() + by] == a[edit.toA() + by])) {
            by++;
        }
        return new Edit(edit.fromA() + by, edit.toA() + by, edit.fromB() + by, edit.toB() + by);
    }

    /** Between the common beginning and the common end. */
    private record Search(int[] a, int[] b, int start, int endA, int endB) {
        Optional<List<Edit>> edits(Clock clock) {
            List<int[]> reached = new ArrayList<>();
            int most = Math.min(MOST_EDITS, endA - start + endB - start);
            for (int edits = 0; edits <= most; edits++) {
                int[] row = row(edits, edits == 0 ? new int[0] : reached.get(edits - 1), clock);
                reached.add(row);
                int last = endA - start - (endB - start);
                if (Math.abs(last) <= edits && (edits - last) % 2 == 0 && row[(last + edits) / 2] >= endA - start) {
                    return Optional.of(back(reached));
                }
            }
            return Optional.empty();
        }

        /** How far each diagonal {@code -edits, -edits + 2 .. edits} gets; the row before has one diagonal less. */
        private int[] row(int edits, int[] before, Clock clock) {
            int[] row = new int[edits + 1];
            for (int i = 0; i <= edits; i++) {
                clock.check();
                int diagonal = 2 * i - edits;
                int x = 0;
                if (edits > 0) {
                    x = isDown(before, i, edits) ? before[i] : before[i - 1] + 1;
                }
                int y = x - diagonal;
                while (x < endA - start && y < endB - start && y >= 0 && a[start + x] == b[start + y]) {
                    x++;
                    y++;
                }
                row[i] = x;
            }
            return row;
        }

        /** Whether diagonal number {@code i} is best reached by putting a line in, rather than by taking one out. */
        private static boolean isDown(int[] before, int i, int edits) {
            return i == 0 || (i < edits && before[i - 1] < before[i]);
        }

        private List<Edit> back(List<int[]> reached) {
            List<Edit> edits = new ArrayList<>();
            int x = endA - start;
            int y = endB - start;
            for (int round = reached.size() - 1; round > 0; round--) {
                int[] before = reached.get(round - 1);
                int i = (x - y + round) / 2;
                boolean down = isDown(before, i, round);
                int fromX = down ? before[i] : before[i - 1];
                int fromY = fromX - (x - y + (down ? 1 : -1));
                add(edits, fromX, down ? fromX : fromX + 1, fromY, down ? fromY + 1 : fromY);
                x = fromX;
                y = fromY;
            }
            Collections.reverse(edits);
            return edits;
        }

        /** From the end to the beginning; what touches the edit behind it becomes one with it. */
        private void add(List<Edit> edits, int fromA, int toA, int fromB, int toB) {
            Edit edit = new Edit(start + fromA, start + toA, start + fromB, start + toB);
            if (!edits.isEmpty()) {
                Edit behind = edits.get(edits.size() - 1);
                if (behind.fromA() == edit.toA() && behind.fromB() == edit.toB()) {
                    edit = new Edit(edit.fromA(), behind.toA(), edit.fromB(), behind.toB());
                    edits.remove(edits.size() - 1);
                }
            }
            edits.add(edit);
        }
    }
}
