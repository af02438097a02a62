package dev.refwarden.policy;

/** Whether two patterns have a name in common, found without trying names. */
final class Overlap {
    private Overlap() {}

    /** Patterns as their segments, {@code **} standing for any number of them. */
    static boolean ofSegments(String[] a, String[] b) {
        // after[i][j]: whether what is left of a from i and of b from j has a name in common.
        boolean[][] after = new boolean[a.length + 1][b.length + 1];
        after[a.length][b.length] = true;
        for (int i = a.length; i >= 0; i--) {
            for (int j = b.length; j >= 0; j--) {
                boolean anyA = i < a.length && a[i].equals("**");
                boolean anyB = j < b.length && b[j].equals("**");
                if (anyA || anyB) {
                    after[i][j] = step(after, i, j);
                } else if (i < a.length && j < b.length) {
                    after[i][j] = after[i + 1][j + 1] && ofCharacters(a[i], b[j]);
                }
            }
        }
        return after[0][0];
    }

    /** The same for single segments, {@code *} standing for any number of characters. */
    private static boolean ofCharacters(String a, String b) {
        if (a.indexOf('*') < 0 && b.indexOf('*') < 0) {
            return a.equals(b);
        }
        boolean[][] after = new boolean[a.length() + 1][b.length() + 1];
        after[a.length()][b.length()] = true;
        for (int i = a.length(); i >= 0; i--) {
            for (int j = b.length(); j >= 0; j--) {
                boolean anyA = i < a.length() && a.charAt(i) == '*';
                boolean anyB = j < b.length() && b.charAt(j) == '*';
                if (anyA || anyB) {
                    after[i][j] = step(after, i, j);
                } else if (i < a.length() && j < b.length()) {
                    after[i][j] = after[i + 1][j + 1] && a.charAt(i) == b.charAt(j);
                }
            }
        }
        return after[0][0];
    }

    /** A wildcard ends here, or takes whatever the other side has next: for both sides the same two ways on. */
    private static boolean step(boolean[][] after, int i, int j) {
        return (i + 1 < after.length && after[i + 1][j]) || (j + 1 < after[i].length && after[i][j + 1]);
    }
}
