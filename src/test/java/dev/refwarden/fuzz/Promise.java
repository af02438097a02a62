package dev.refwarden.fuzz;

/** What a parser promises beyond an answer. */
public final class Promise {
    private Promise() {}

    /**
     * Ends the run where the promise is broken.
     *
     * @param what should be so, in words
     */
    public static void that(boolean kept, String what) {
        if (!kept) {
            throw new AssertionError("broken: " + what);
        }
    }
}
