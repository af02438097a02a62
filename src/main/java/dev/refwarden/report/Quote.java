package dev.refwarden.report;

import dev.refwarden.ledger.AskedFor;
import dev.refwarden.ledger.CaseId;
import java.util.Optional;

/**
 * By what a refusal is found again when somebody asks about it.
 *
 * @param kind {@code case} or {@code incident}
 * @param askedFor what the push itself asked for
 */
public record Quote(String kind, CaseId id, Optional<AskedFor> askedFor) {
    private static final String CASE = "case";

    /** A refusal that stands in the log. */
    public static Quote ofCase(CaseId id, Optional<AskedFor> askedFor) {
        return new Quote(CASE, id, askedFor);
    }

    /** A failure that only STATE knows of, where nobody is asked for anything. */
    public static Quote ofIncident(CaseId id) {
        return new Quote("incident", id, Optional.empty());
    }

    /** Whether the log knows the refusal. */
    public boolean isCase() {
        return kind.equals(CASE);
    }

    @Override
    public String toString() {
        return kind + " " + id;
    }
}
