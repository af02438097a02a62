package dev.refwarden.git.store;

/** An amount of work, in units of its own; what is larger than the rest is not begun, what is smaller still may be. */
final class Allowance {
    private long left;

    Allowance(long amount) {
        this.left = amount;
    }

    boolean take(long cost) {
        if (cost > left) {
            return false;
        }
        left -= cost;
        return true;
    }
}
