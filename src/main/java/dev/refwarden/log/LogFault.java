package dev.refwarden.log;

/**
 * Where a log is not what it was, or holds what is odd.
 *
 * @param file of the log; empty where the whole of it is meant
 * @param line counted from 1; 0 where the whole file is meant
 * @param problem in words
 */
public record LogFault(String file, long line, String problem) {
    @Override
    public String toString() {
        String at = line == 0 ? file : file + ":" + line;
        return at.isEmpty() ? problem : at + ": " + problem;
    }
}
