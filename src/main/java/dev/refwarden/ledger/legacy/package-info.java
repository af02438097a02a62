/**
 * Moves a STATE of version 0.1 into a ledger: its log, line for line as it is, and what its stores say besides. The
 * stores are compared with what follows from the lines, so that nothing changes for any push by the move.
 *
 * <p>0.1 kept the log as files {@code log/decisions-NNNNNN.jsonl}, and five stores that it derived from them as it went:
 * {@code repositories/} (what is settled, what waits to land), {@code accepted/} (first acceptances), {@code used/}
 * (statements), {@code keys} (first sightings) and {@code folders/} (names of places). Nothing but the command uses this
 * package.
 */
@NullMarked
package dev.refwarden.ledger.legacy;

import org.jspecify.annotations.NullMarked;
