package dev.refwarden.git.store;

import java.time.Duration;

/** What the comparisons of one case may cost together, so that showing it always ends, whatever was pushed. */
final class ComparisonBudget {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final long TREE_BYTES = 1L << 30;
    private static final long NAME_BYTES = 16L << 20;
    private static final long RENAME_BYTES = 256L << 20;
    private static final long CONTENT_BYTES = 256L << 20;

    private final long start = System.nanoTime();

    /** Trees read, in bytes, with something on top for each. */
    final Allowance trees = new Allowance(TREE_BYTES);

    /** Names of changed files held at once, in bytes. */
    final Allowance names = new Allowance(NAME_BYTES);

    /** Content compared with other content to find renames, in bytes, once for every pair. */
    final Allowance renames = new Allowance(RENAME_BYTES);

    /** Content read to be shown, in bytes. */
    final Allowance content = new Allowance(CONTENT_BYTES);

    /** Whether it has taken too long already: the cost of reading packed objects does not show in their sizes. */
    boolean isOver() {
        return System.nanoTime() - start > LONGEST.toNanos();
    }
}
