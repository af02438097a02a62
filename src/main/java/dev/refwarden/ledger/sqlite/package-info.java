/** The ledger of one server: a SQLite database in STATE. */
@NullMarked
package dev.refwarden.ledger.sqlite;

import org.jspecify.annotations.NullMarked;
