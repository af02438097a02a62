package dev.refwarden.policy.yaml;

import java.util.Collection;
import java.util.Locale;

/** The known name that someone probably meant when they wrote an unknown one. */
public final class Suggestion {
    /** Longer names are not compared: no one mistypes them. */
    private static final int MAX_LENGTH = 64;

    private Suggestion() {}

    /** {@code , did you mean "…"?}, or nothing where no known name is near. */
    public static String hint(String written, Collection<String> known) {
        int best = reach(written) + 1;
        String nearest = "";
        for (String name : known) {
            int distance = distance(written, name, best);
            if (distance < best) {
                best = distance;
                nearest = name;
            }
        }
        return nearest.isEmpty() ? "" : ", did you mean \"" + nearest + "\"?";
    }

    /** How many slips of the pen are believed in a word of this length. */
    private static int reach(String written) {
        if (written.isEmpty() || written.length() > MAX_LENGTH) {
            return -1;
        }
        return written.length() < 4 ? 1 : written.length() < 9 ? 2 : 3;
    }

    /** Letters added, dropped, changed or swapped with their neighbour; {@code limit} or more is not distinguished. */
    private static int distance(String written, String name, int limit) {
        if (Math.abs(written.length() - name.length()) >= limit) {
            return limit;
        }
        String a = written.toLowerCase(Locale.ROOT).replace('_', '-');
        String b = name.toLowerCase(Locale.ROOT).replace('_', '-');
        int[][] rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                rows[i][j] = i == 0 || j == 0 ? i + j : cheapest(rows, a, b, i, j);
            }
        }
        return rows[a.length()][b.length()];
    }

    private static int cheapest(int[][] rows, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int best = Math.min(rows[i - 1][j - 1] + (same ? 0 : 1), Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, rows[i - 2][j - 2] + 1) : best;
    }
}
