package dev.refwarden.review.desk;

import dev.refwarden.ledger.AskedFor;
import dev.refwarden.ledger.CaseEvent;
import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.ledger.LoggedPush;
import dev.refwarden.review.PushContent;
import dev.refwarden.review.assessment.Assessment;
import java.util.List;
import java.util.Optional;

/**
 * A refused push as it lies on the desk.
 *
 * @param whole the incident that it belongs to
 * @param events what people said about it, oldest first
 * @param landed the accepted push by which the same change landed later
 */
public record DeskCase(
        LoggedPush push,
        PushContent content,
        Incident whole,
        Assessment assessment,
        CaseState state,
        List<CaseEvent> events,
        Optional<LoggedDecision> landed) {
    public DeskCase {
        events = List.copyOf(events);
    }

    public LoggedDecision decision() {
        return push.decision();
    }

    public String id() {
        return decision().text("case");
    }

    /** The id of its incident. */
    public String incident() {
        return whole.id();
    }

    /** Accepted pushes by whoever is suspected here, newest first; none where no one is. */
    public List<LoggedDecision> gotIn() {
        return whole.accepted().sure();
    }

    /** Accepted pushes for the suspected person or key of which it is not known who made them, newest first. */
    public List<LoggedDecision> toCheck() {
        return whole.accepted().toCheck();
    }

    /** What whoever pushed asked people for. */
    public Optional<AskedFor> askedFor() {
        return AskedFor.of(decision().text("askedFor"));
    }

    /** How far it is and, while it is open, what was asked for: {@code open, waiver asked for}. */
    public String progress() {
        return state == CaseState.OPEN
                ? state.word()
                        + askedFor()
                                .map(what -> ", " + what.word() + " asked for")
                                .orElse("")
                : state.word();
    }

    /** How many events have moved it. */
    public long moves() {
        return events.stream().filter(event -> event.kind().movesCase()).count();
    }

    /** Who last said that they look into it; empty where no one did. */
    public String takenBy() {
        String by = "";
        for (CaseEvent event : events) {
            by = event.kind() == CaseEvent.Kind.TAKEN ? event.who() : by;
        }
        return by;
    }
}
