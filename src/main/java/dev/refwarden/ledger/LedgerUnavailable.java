package dev.refwarden.ledger;

import java.io.IOException;
import java.sql.SQLException;

/** The ledger cannot be read or written, so nothing can be decided. */
public final class LedgerUnavailable extends IOException {
    private static final long serialVersionUID = 1L;

    private LedgerUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param message what is wrong, in words for an administrator */
    LedgerUnavailable(String message) {
        super(message);
    }

    /** What a failure of the database means. */
    static LedgerUnavailable of(Engine engine, SQLException cause) {
        return engine.isImpatience(cause)
                ? new LedgerUnavailable("other pushes kept the ledger for longer than this one may wait", cause)
                : because(cause);
    }

    static LedgerUnavailable because(Exception cause) {
        return new LedgerUnavailable("the ledger cannot be used: " + cause.getMessage(), cause);
    }

    static LedgerUnavailable because(String what, Exception cause) {
        return new LedgerUnavailable(what + ": " + cause.getMessage(), cause);
    }
}
