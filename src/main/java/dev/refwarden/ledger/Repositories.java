package dev.refwarden.ledger;

import java.io.IOException;
import java.util.Optional;

/** The numbers by which the ledger's tables name repositories. */
final class Repositories {
    private Repositories() {}

    /** Absent where nothing was ever logged about a repository of that name. */
    static Optional<Long> idOf(Session session, String name) throws IOException {
        return session.first("SELECT id FROM repositories WHERE name = ?", row -> row.getLong(1), name);
    }
}
