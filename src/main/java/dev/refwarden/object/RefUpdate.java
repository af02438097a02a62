package dev.refwarden.object;

/**
 * One line of a push: what a ref is asked to become.
 *
 * @param before the tip that the pusher believes to replace; zero to create the ref
 * @param after the tip that it shall have; zero to delete it
 */
public record RefUpdate(ObjectId before, ObjectId after, RefName ref) {
    public boolean creates() {
        return before.isZero();
    }

    public boolean deletes() {
        return after.isZero();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RefUpdate update
                && ref.equals(update.ref)
                && before.equals(update.before)
                && after.equals(update.after);
    }

    @Override
    public int hashCode() {
        return ref.hashCode();
    }
}
