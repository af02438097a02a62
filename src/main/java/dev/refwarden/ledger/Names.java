package dev.refwarden.ledger;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;

/** The numbers by which index rows know names; a name gets its number where it first stands. */
@FunctionalInterface
interface Names {
    /** The numbers of all these names, and perhaps of others. */
    Map<String, Long> of(Collection<String> names) throws IOException;
}
