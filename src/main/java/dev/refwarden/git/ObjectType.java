package dev.refwarden.git;

import java.util.Optional;

/** The four types of Git objects. */
public enum ObjectType {
    COMMIT("commit"),
    TREE("tree"),
    BLOB("blob"),
    TAG("tag");

    private final String word;

    ObjectType(String word) {
        this.word = word;
    }

    /** As Git writes it into headers. */
    public String word() {
        return word;
    }

    public static Optional<ObjectType> of(String word) {
        for (ObjectType type : values()) {
            if (type.word.equals(word)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
