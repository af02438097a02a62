package dev.refwarden.ledger;

import java.util.Locale;

/** How values are called in the log. */
final class JsonNames {
    private JsonNames() {}

    /** A constant's name as one word of the log: {@code APPROVAL_SEEN} is {@code approval-seen}. */
    static String lowerCase(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
