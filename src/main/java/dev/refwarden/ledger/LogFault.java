package dev.refwarden.ledger;

/**
 * A place where the log, or what the ledger says follows from it, is not as it was written.
 *
 * @param seq of the line; 0 where no line is meant
 * @param problem in words
 */
public record LogFault(long seq, String problem) {
    @Override
    public String toString() {
        return seq == 0 ? problem : "line " + seq + ": " + problem;
    }
}
