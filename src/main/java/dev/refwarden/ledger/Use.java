package dev.refwarden.ledger;

import dev.refwarden.statement.StatementDigest;

/**
 * That a statement was seen or used up by a push.
 *
 * @param note what else must be known about it: the pusher of a spent approval, the value of a counter;
 *     no control characters, and no secret
 */
public record Use(StatementDigest digest, UseKind kind, String note) {}
