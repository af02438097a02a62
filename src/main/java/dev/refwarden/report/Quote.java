package dev.refwarden.report;

import dev.refwarden.ledger.CaseId;

/**
 * By what a refusal is found again when someone asks about it.
 *
 * @param isCase whether the log knows the refusal; else only STATE does
 */
public record Quote(boolean isCase, CaseId id) {
    /** A refusal that is in the log. */
    public static Quote ofCase(CaseId id) {
        return new Quote(true, id);
    }

    /** A failure that only STATE knows of. */
    public static Quote ofIncident(CaseId id) {
        return new Quote(false, id);
    }

    @Override
    public String toString() {
        return (isCase ? "case " : "incident ") + id;
    }
}
