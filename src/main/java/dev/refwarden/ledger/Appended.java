package dev.refwarden.ledger;

/**
 * A line that is in the log for good.
 *
 * @param seq its number, counted from 1
 * @param caseId what a refusal with this line is quoted by
 */
public record Appended(long seq, CaseId caseId) {}
