package dev.refwarden.ledger;

import java.util.Optional;

/**
 * What the log ended in at some moment, as version 0.1 printed it, kept where no one who can write the log can write it.
 *
 * @param seq the number of its last decision; 0 where there was none
 * @param hash the SHA-256 of that line, 64 lower-case hex digits
 */
public record Checkpoint(long seq, String hash) {
    /** Reads {@code <seq> <hash>}, as {@link #toString} writes it; absent if the text is not that. */
    public static Optional<Checkpoint> parse(String text) {
        String[] words = text.strip().split(" ", 3);
        boolean formed = words.length == 2 && words[0].matches("[0-9]{1,18}") && words[1].matches("[0-9a-f]{64}");
        return formed ? Optional.of(new Checkpoint(Long.parseLong(words[0]), words[1])) : Optional.empty();
    }

    @Override
    public String toString() {
        return seq + " " + hash;
    }
}
