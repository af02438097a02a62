/**
 * The ledger of a fleet: one PostgreSQL database for several servers.
 *
 * <p>Must not know what the ledger's tables mean; only how this database locks, commits and fails.
 */
@NullMarked
package dev.refwarden.ledger.postgresql;

import org.jspecify.annotations.NullMarked;
