package dev.refwarden.review.web;

import dev.refwarden.ledger.CaseEvent;
import dev.refwarden.ledger.CaseEvent.Kind;
import dev.refwarden.review.desk.CaseState;
import dev.refwarden.review.desk.DeskCase;
import java.util.ArrayList;
import java.util.List;

/**
 * What whoever looks at a case may write about it.
 *
 * @param visitor under which login; empty where the page does not know
 * @param why the reason why they may not write, or not everything, in whole sentences; empty where there is none
 * @param token empty where they may write nothing
 * @param seen how far the case is as it is shown
 * @param incident whether other cases can be closed with it
 */
public record CaseForm(
        String id,
        String visitor,
        String why,
        String token,
        String seen,
        List<Step> steps,
        boolean incident,
        Draft draft) {
    /** As many characters as a note may have. */
    public static final int LONGEST_TEXT = CaseEvent.LONGEST_TEXT;

    public CaseForm {
        steps = List.copyOf(steps);
    }

    /** A button: what the form says it does, and what people read. */
    public record Step(String did, String label) {}

    /**
     * What was sent and not written down.
     *
     * @param problem why not
     */
    public record Draft(String text, String problem) {
        static final Draft EMPTY = new Draft("", "");
    }

    /** For the case as it is; one without a token only says why. */
    static CaseForm of(DeskCase desk, Visitor visitor, FormTokens tokens, boolean incident, Draft draft) {
        boolean may = visitor.person().isPresent();
        List<Step> steps = may ? steps(desk, visitor) : List.of();
        return new CaseForm(
                desk.id(),
                visitor.id(),
                may && isOwn(desk, visitor)
                        ? "You pushed this yourself, so someone else has to take or close it."
                        : visitor.why(),
                may ? tokens.fresh(visitor, desk.id()) : "",
                seen(desk),
                steps,
                incident && has(steps, Kind.MISTAKE),
                draft);
    }

    /** How far a case is, as a form remembers it. */
    static String seen(DeskCase desk) {
        return desk.state().word() + "." + desk.moves();
    }

    static boolean isOwn(DeskCase desk, Visitor visitor) {
        return visitor.isPusher(
                desk.decision().text("pusher", "person"), desk.decision().text("pusher", "account"));
    }

    private static List<Step> steps(DeskCase desk, Visitor visitor) {
        List<Step> steps = new ArrayList<>();
        steps.add(step(Kind.NOTE, "Write the note"));
        if (isOwn(desk, visitor)) {
            return steps;
        }
        if (desk.state() == CaseState.OPEN) {
            if (!desk.takenBy().equals(visitor.id())) {
                steps.add(step(Kind.TAKEN, "Assign to me"));
            }
            steps.add(step(Kind.MISTAKE, "Close as a mistake"));
            steps.add(step(Kind.ATTACK, "Close as an attack"));
        } else {
            steps.add(step(Kind.REOPENED, "Open again"));
        }
        return steps;
    }

    private static Step step(Kind kind, String label) {
        return new Step(kind.word(), label);
    }

    /** Whether the case is as far as a form shows it, which has a button that does this. */
    static boolean isStill(String seen, Kind kind, DeskCase desk, Visitor visitor) {
        return seen.equals(seen(desk)) && has(steps(desk, visitor), kind);
    }

    private static boolean has(List<Step> steps, Kind kind) {
        return steps.stream().anyMatch(step -> step.did().equals(kind.word()));
    }
}
