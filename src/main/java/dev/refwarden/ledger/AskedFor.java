package dev.refwarden.ledger;

import java.util.Locale;
import java.util.Optional;

/** What whoever pushed asks people for, should the push be refused: the push option {@code ask=review} or {@code ask=waiver}. */
public enum AskedFor {
    REVIEW,
    WAIVER;

    /** As it is written in the option and in the log. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the word; absent where it is none. */
    public static Optional<AskedFor> of(String word) {
        for (AskedFor each : values()) {
            if (each.word().equals(word)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
