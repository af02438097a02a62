package dev.refwarden.ledger;

import java.time.Instant;

/**
 * A use that the ledger knows of.
 *
 * @param time of the push that used it
 * @param seq the number of the decision that used it
 */
public record PastUse(Use use, Instant time, long seq) {}
