package dev.refwarden.ledger;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tip that a rule accepted; whether the ref ever got there is another question.
 *
 * @param ref the ref that was to be written
 * @param before its tip until then, zero if it was created
 * @param after its new tip, a commit or a tag object
 * @param commit the commit that {@code after} leads to
 * @param claimedTime that commit's committer time in seconds, a hint only
 * @param extendsLine whether {@code before} is on the first-parent line of {@code commit}
 * @param forItsRefOnly whether it settles for {@code ref} alone, since it rests on what only counts there
 * @param succession which other tips it makes needless, or they it
 */
public record AcceptedTip(
        String rule,
        Set<Aspect> aspects,
        RefName ref,
        ObjectId before,
        ObjectId after,
        ObjectId commit,
        long claimedTime,
        boolean extendsLine,
        boolean forItsRefOnly,
        Succession succession) {
    public AcceptedTip {
        aspects = Set.copyOf(aspects);
    }

    /** Those that a line of the log accepts for a ref. */
    static List<AcceptedTip> in(LoggedLine line, String ref) {
        List<AcceptedTip> tips = new ArrayList<>();
        for (Map<String, Object> update : line.objects("updates")) {
            if (LoggedLine.text(update, "ref").equals(ref)) {
                LoggedLine.objects(update, "accepts").forEach(accepts -> tips.add(of(update, accepts)));
            }
        }
        return tips;
    }

    /** As a line of the log says it. */
    static AcceptedTip of(Map<String, Object> update, Map<String, Object> accepts) {
        Set<Aspect> aspects = EnumSet.noneOf(Aspect.class);
        for (Aspect aspect : Aspect.values()) {
            if (accepts.get(aspect.word()) == Boolean.TRUE) {
                aspects.add(aspect);
            }
        }
        return new AcceptedTip(
                LoggedLine.text(accepts, "rule"),
                aspects,
                new RefName(LoggedLine.text(update, "ref")),
                ObjectId.fromHex(LoggedLine.text(update, "old")),
                ObjectId.fromHex(LoggedLine.text(update, "new")),
                ObjectId.fromHex(LoggedLine.text(accepts, "commit")),
                LoggedLine.number(accepts, "committed"),
                accepts.get("extends") == Boolean.TRUE,
                accepts.get("own") == Boolean.TRUE,
                new Succession(ids(accepts.get("replaces")), accepts.get("contained") == Boolean.TRUE));
    }

    private static List<ObjectId> ids(@Nullable Object list) {
        List<ObjectId> ids = new ArrayList<>();
        if (list instanceof List<?> texts) {
            texts.forEach(text -> ids.add(ObjectId.fromHex(String.valueOf(text))));
        }
        return ids;
    }

    /** Within one push, a rule accepts a ref once. */
    @Override
    public boolean equals(Object other) {
        return other instanceof AcceptedTip tip
                && after.equals(tip.after)
                && ref.equals(tip.ref)
                && rule.equals(tip.rule);
    }

    @Override
    public int hashCode() {
        return 31 * after.hashCode() + ref.hashCode();
    }

    /** What is settled once it has landed. */
    public SettledTip settled() {
        return new SettledTip(
                Optional.of(rule),
                aspects,
                commit,
                forItsRefOnly ? Optional.of(ref) : Optional.empty(),
                Optional.empty(),
                claimedTime);
    }
}
