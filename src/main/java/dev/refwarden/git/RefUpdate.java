package dev.refwarden.git;

import java.util.List;
import java.util.Optional;

/**
 * One line of a push: what a ref is asked to become.
 *
 * @param before the tip that the pusher believes to replace; the null id to create the ref
 * @param after the tip that it shall have, of the same format; the null id to delete it
 */
public record RefUpdate(ObjectId before, ObjectId after, RefName ref) {
    public RefUpdate {
        if (before.format() != after.format()) {
            throw new IllegalArgumentException("an update from one object format to another");
        }
    }

    /** Absent where the two are not object ids, in hex digits, of one format. */
    public static Optional<RefUpdate> parse(String before, String after, RefName ref) {
        return ObjectId.isHex(before) && ObjectId.isHex(after) && before.length() == after.length()
                ? Optional.of(new RefUpdate(ObjectId.fromHex(before), ObjectId.fromHex(after), ref))
                : Optional.empty();
    }

    /** Whether all of them name objects of one format; the updates of one push or statement must. */
    public static boolean areOfOneFormat(List<RefUpdate> updates) {
        return updates.stream().map(RefUpdate::format).distinct().count() <= 1;
    }

    /** Of both ids. */
    public ObjectFormat format() {
        return before.format();
    }

    public boolean creates() {
        return before.isNull();
    }

    public boolean deletes() {
        return after.isNull();
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
