package dev.refwarden.ledger;

import java.io.IOException;

/** Takes changes of the ledger's tables, which are made in their order. */
@FunctionalInterface
public interface Changes {
    /** @param parameters texts, whole numbers, bytes or truth values, for the statement's question marks */
    void update(String sql, Object... parameters) throws IOException;
}
