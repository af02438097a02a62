package dev.refwarden.cases;

import dev.refwarden.cases.UnloggedChange.LastWord;
import dev.refwarden.cases.UnloggedChange.What;
import dev.refwarden.object.ObjectId;
import dev.refwarden.object.RefName;
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
    private final CaseIndex index;
    private final RefHistories histories;

    private UnloggedChanges(CaseIndex index, RefHistories histories) {
        this.index = index;
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
     * @param index of the log, read after the refs were: a push in between is known then
     * @param refs where the refs are, and which of them matter
     */
    public static Result of(CaseIndex index, String repository, WatchedRefs refs) throws IOException {
        RefHistories histories = RefHistories.read(index, repository, refs);
        UnloggedChanges comparing = new UnloggedChanges(index, histories);
        List<UnloggedChange> changes = new ArrayList<>();
        for (RefName ref : histories.refs()) {
            ObjectId tip = refs.tips().getOrDefault(ref, ObjectId.ZERO);
            comparing.change(ref, tip).ifPresent(changes::add);
        }
        return new Result(histories.refs().size(), changes);
    }

    private Optional<UnloggedChange> change(RefName ref, ObjectId tip) throws IOException {
        List<RefHistories.Step> steps = histories.of(ref);
        if (steps.isEmpty()) {
            return tip.isZero() ? Optional.empty() : Optional.of(new UnloggedChange(ref, What.CREATED, tip, none()));
        }
        LastWord last = steps.get(0).word();
        boolean landed = steps.stream()
                .map(RefHistories.Step::word)
                .anyMatch(word -> word.after().equals(tip)
                        && (word.equals(last)
                                || (!word.declared() && word.before().equals(last.before()))));
        if (landed) {
            return Optional.empty();
        }
        return Optional.of(new UnloggedChange(ref, what(ref, tip, steps.get(0)), tip, Optional.of(last)));
    }

    private What what(RefName ref, ObjectId tip, RefHistories.Step step) throws IOException {
        LastWord last = step.word();
        if (last.declared() && last.after().isZero()) {
            return What.CREATED;
        }
        if (!tip.equals(last.before())) {
            return tip.isZero() ? What.DELETED : What.MOVED;
        }
        return switch (Landing.of(index, histories, ref, step)) {
            case SEEN -> tip.isZero() ? What.DELETED : What.SET_BACK;
            case MISSED -> What.NOT_LANDED;
            case UNKNOWN -> What.BACK_OR_FAILED;
        };
    }

    private static Optional<LastWord> none() {
        return Optional.empty();
    }
}
