package dev.refwarden.ledger;

import dev.refwarden.ledger.postgresql.Database;
import dev.refwarden.ledger.postgresql.PostgresEngine;

/** As a process that stays sees it. */
class PooledPostgresLedgerTest extends PostgresLedgerTest {
    @Override
    PostgresEngine engine(Database database) {
        return PostgresEngine.resident(database);
    }
}
