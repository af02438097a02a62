/**
 * What was decided, for good: the decision log, and what follows from it for later pushes.
 *
 * <p>The log is one chain of JSON lines; each holds the SHA-256 of the line before. It is written
 * under a lock, synced before anything is accepted, and never changed. Everything else in STATE is
 * derived from it and can be rebuilt.
 *
 * <p>Knows no words for people.
 */
@NullMarked
package dev.refwarden.ledger;

import org.jspecify.annotations.NullMarked;
