package dev.refwarden.suite;

/** How much of a test that is slow by nature is played: a tenth, or all of it with {@code -Pthorough}. */
public final class Effort {
    private static final boolean THOROUGH = Boolean.getBoolean("refwarden.thorough");

    private Effort() {}

    public static boolean isThorough() {
        return THOROUGH;
    }

    /** From one of many cases to the next that is played; a prime, so that cases that come in turns all have theirs. */
    public static int step() {
        return THOROUGH ? 1 : 11;
    }

    /** Out of {@code all} rounds those that are played, at least one. */
    public static int rounds(int all) {
        return THOROUGH ? all : Math.max(1, all / 10);
    }
}
