package dev.refwarden.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rows under headings, aligned; on a terminal no wider than it, the widest columns cut first. Texts must be harmless already. */
final class Table {
    private static final int GAP = 2;
    private static final int NARROWEST = 9;

    private final List<List<String>> rows = new ArrayList<>();
    private final Set<Integer> cutInFront = new HashSet<>();
    private final Set<Integer> whole = new HashSet<>();

    Table(String... headings) {
        rows.add(List.of(headings));
    }

    /** Of this column, counted from 0, the ends of texts tell more than their beginnings. */
    Table cutInFront(int column) {
        cutInFront.add(column);
        return this;
    }

    /** This column, counted from 0, is never cut. */
    Table whole(int column) {
        whole.add(column);
        return this;
    }

    void row(List<String> texts) {
        rows.add(List.copyOf(texts));
    }

    /** @param columns how wide the terminal is; 0 where a program reads, which gets all of every text and no headings */
    void print(PrintWriter out, int columns) {
        if (columns == 0) {
            rows.remove(0);
        }
        if (rows.isEmpty()) {
            return;
        }
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Width.of(row.get(i)));
            }
        }
        if (columns > 0) {
            narrow(widths, columns - GAP * (widths.length - 1));
        }
        rows.forEach(row -> out.println(line(row, widths, columns > 0 && row == rows.get(0))));
    }

    /** As {@link #print}, but where a program reads, columns are two spaces apart and not aligned. */
    void printOrJoin(PrintWriter out, int columns) {
        if (columns > 0) {
            print(out, columns);
        } else {
            rows.stream().skip(1).forEach(row -> out.println(String.join(" ".repeat(GAP), row)));
        }
    }

    /** Takes from whichever column is the widest until all fit, or none can give more. */
    private void narrow(int[] widths, int room) {
        int over = -room;
        for (int width : widths) {
            over += width;
        }
        for (; over > 0; over--) {
            int widest = -1;
            for (int i = 0; i < widths.length; i++) {
                boolean yields = !whole.contains(i) && widths[i] > NARROWEST;
                widest = yields && (widest < 0 || widths[i] > widths[widest]) ? i : widest;
            }
            if (widest < 0) {
                return;
            }
            widths[widest]--;
        }
    }

    private String line(List<String> row, int[] widths, boolean headings) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String text = Width.cut(row.get(i), widths[i], !headings && cutInFront.contains(i));
            line.append(text);
            if (i < widths.length - 1) {
                line.append(" ".repeat(widths[i] - Width.of(text) + GAP));
            }
        }
        return line.toString();
    }
}
