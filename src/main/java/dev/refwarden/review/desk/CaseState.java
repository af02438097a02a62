package dev.refwarden.review.desk;

import dev.refwarden.ledger.CaseEvent;
import java.util.List;
import java.util.Locale;

/** How far a case is. */
public enum CaseState {
    /** No one has closed it. */
    OPEN,
    /** A person closed it: someone meant well. */
    MISTAKE,
    /** A person closed it: someone did not. */
    ATTACK,
    /** It closed itself: the same change got onto the same refs later, with nothing waived. */
    LANDED;

    /** As programs read it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What people made of it; {@code otherwise} where they have not, or have opened it again. */
    static CaseState of(List<CaseEvent> events, CaseState otherwise) {
        CaseState state = otherwise;
        for (CaseEvent event : events) {
            state = switch (event.kind()) {
                case MISTAKE -> MISTAKE;
                case ATTACK -> ATTACK;
                case REOPENED -> OPEN;
                case NOTE, TAKEN, PURGED -> state;
            };
        }
        return state;
    }
}
