package dev.refwarden.ledger;

import java.io.IOException;
import java.util.List;

/** Takes rows that nothing but a search reads again, so that they can be written, or only compared with others. */
@FunctionalInterface
interface IndexRows {
    /** @param insert the statement that inserts one of the rows */
    void insert(String insert, List<Object[]> rows) throws IOException;
}
