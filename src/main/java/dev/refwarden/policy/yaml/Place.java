package dev.refwarden.policy.yaml;

/**
 * A place in the configuration. Places are ordered as a reader goes through the files: the server's,
 * the policy, people by name.
 *
 * @param file relative to the configuration's folder, such as {@code people/alice.yaml}
 * @param line from 1; 0 for the file as a whole
 * @param column from 1, in characters; 0 for the file as a whole
 */
public record Place(String file, int line, int column) implements Comparable<Place> {
    /** A file as a whole. */
    public static Place of(String file) {
        return new Place(file, 0, 0);
    }

    @Override
    public int compareTo(Place other) {
        int order = Integer.compare(rank(), other.rank());
        if (order == 0) {
            order = file.compareTo(other.file);
        }
        if (order == 0) {
            order = Integer.compare(line, other.line);
        }
        return order == 0 ? Integer.compare(column, other.column) : order;
    }

    private int rank() {
        return switch (file) {
            case "server.yaml" -> 0;
            case "policy.yaml" -> 1;
            default -> 2;
        };
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
