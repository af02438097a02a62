package dev.refwarden.ledger;

/**
 * How many decisions are meant.
 *
 * @param number so many at least
 * @param more whether there are more, which would take too long to count
 */
public record DecisionCount(long number, boolean more) {}
