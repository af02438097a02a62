package dev.refwarden.decision;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One line of the push with what the repository showed about it.
 *
 * @param tip where the ref really is now
 * @param names the ref, and the one that is really written where it is symbolic
 * @param internal whether the server itself writes this ref, so that no rule judges it
 * @param approval what is to be stored among Refwarden's own refs; absent for all other refs
 * @param rules every rule that matches one of the names
 * @param refFacts how the ref gets on with what the repository holds
 */
public record UpdateEvidence(
        RefUpdate update,
        Optional<ObjectId> tip,
        List<RefName> names,
        boolean internal,
        PushedTip pushed,
        Advance advance,
        Optional<OfferedApproval> approval,
        List<RuleEvidence> rules,
        RefFacts refFacts) {
    /** Of a ref that nothing speaks against as such. */
    public UpdateEvidence(
            RefUpdate update,
            Optional<ObjectId> tip,
            List<RefName> names,
            boolean internal,
            PushedTip pushed,
            Advance advance,
            Optional<OfferedApproval> approval,
            List<RuleEvidence> rules) {
        this(update, tip, names, internal, pushed, advance, approval, rules, RefFacts.NOTHING);
    }

    public UpdateEvidence {
        names = List.copyOf(names);
        rules = List.copyOf(rules);
    }

    /** The ref that is really written: another than the update's own where that is symbolic. */
    public RefName written() {
        return names.get(names.size() - 1);
    }

    /** The same with what is known of the ref. */
    public UpdateEvidence with(RefFacts facts) {
        return new UpdateEvidence(update, tip, names, internal, pushed, advance, approval, rules, facts);
    }

    /** The same as if the ref stood where the push believes it: as it did when the push came. */
    public UpdateEvidence whereThePushBelievesIt() {
        Optional<ObjectId> before = update.creates() ? Optional.empty() : Optional.of(update.before());
        return new UpdateEvidence(update, before, names, internal, pushed, advance, approval, rules);
    }

    /** The same as if the ref stood where the push believes it, and nothing were demanded of the push itself. */
    public UpdateEvidence asHistory() {
        return as(RuleEvidence::asHistory);
    }

    /** The same with what is demanded for changed files, which a later push is asked for. */
    public UpdateEvidence asHeld() {
        return as(RuleEvidence::withoutPush);
    }

    private UpdateEvidence as(UnaryOperator<RuleEvidence> reading) {
        Optional<ObjectId> before = update.creates() ? Optional.empty() : Optional.of(update.before());
        List<RuleEvidence> judged = rules.stream().map(reading).toList();
        return new UpdateEvidence(update, before, List.of(update.ref()), internal, pushed, advance, approval, judged);
    }
}
