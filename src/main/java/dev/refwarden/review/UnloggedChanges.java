package dev.refwarden.review;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.review.UnloggedChange.LastWord;
import dev.refwarden.review.UnloggedChange.What;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares where refs are with what the log last said of them.
 *
 * <p>An accepted push may fail afterwards: then the ref is where it was before. Of several pushes that were accepted
 * at nearly the same time for one ref, any one may be the one that landed. Which it was is told from what later hooks saw, where they saw it.
 */
public final class UnloggedChanges {
    private final RefHistories histories;

    private UnloggedChanges(RefHistories histories) {
        this.histories = histories;
    }

    /**
     * Of which refs something differs, in the order of their names, out of how many.
     *
     * @param compared how many refs are there, or were
     */
    public record Result(int compared, List<UnloggedChange> changes) {
        public Result {
            changes = List.copyOf(changes);
        }
    }

    /**
     * Compares.
     *
     * @param ledger is read after the refs were: a push in between is known then
     * @param refs where the refs are, and which of them matter
     */
    public static Result of(Ledger ledger, String repository, WatchedRefs refs) throws IOException {
        RefHistories histories = RefHistories.read(ledger, repository, refs);
        UnloggedChanges comparing = new UnloggedChanges(histories);
        List<UnloggedChange> changes = new ArrayList<>();
        for (RefName ref : histories.refs()) {
            ObjectId tip = refs.tips().getOrDefault(ref, ObjectId.ZERO);
            comparing.change(ref, tip).ifPresent(changes::add);
        }
        return new Result(histories.refs().size(), changes);
    }

    private Optional<UnloggedChange> change(RefName ref, ObjectId tip) throws IOException {
        List<LastWord> steps = histories.of(ref);
        if (steps.isEmpty()) {
            return tip.isNull() ? Optional.empty() : Optional.of(new UnloggedChange(ref, What.CREATED, tip, none()));
        }
        LastWord last = steps.get(0);
        boolean landed = steps.stream()
                .anyMatch(word -> isSame(word.after(), tip)
                        && (word.equals(last) || (!word.declared() && isSame(word.before(), last.before()))));
        if (landed) {
            return Optional.empty();
        }
        return Optional.of(new UnloggedChange(ref, what(ref, tip, steps.get(0)), tip, Optional.of(last)));
    }

    private What what(RefName ref, ObjectId tip, LastWord last) throws IOException {
        if (last.declared() && last.after().isNull()) {
            return What.CREATED;
        }
        if (!isSame(tip, last.before())) {
            return tip.isNull() ? What.DELETED : What.MOVED;
        }
        return switch (histories.landing(ref, last)) {
            case SEEN -> tip.isNull() ? What.DELETED : What.SET_BACK;
            case MISSED -> What.NOT_LANDED;
            case UNKNOWN -> What.BACK_OR_FAILED;
        };
    }

    /** "No object" is the same for a ref of either format. */
    private static boolean isSame(ObjectId one, ObjectId other) {
        return one.equals(other) || (one.isNull() && other.isNull());
    }

    private static Optional<LastWord> none() {
        return Optional.empty();
    }
}
