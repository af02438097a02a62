package dev.refwarden.policy;

/**
 * A place in the configuration.
 *
 * @param file relative to the configuration's folder, such as {@code people/alice.yaml}
 * @param line from 1; 0 for the file as a whole
 * @param column from 1; 0 for the file as a whole
 */
public record Place(String file, int line, int column) {
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
