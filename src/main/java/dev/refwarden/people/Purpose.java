package dev.refwarden.people;

/** What a key is enrolled for. A signature of another kind by it does not count. */
public enum Purpose {
    COMMITS("commits"),
    TAGS("tags"),
    PUSHES("pushes"),
    APPROVALS("approvals");

    private final String yamlName;

    Purpose(String yamlName) {
        this.yamlName = yamlName;
    }

    public String yamlName() {
        return yamlName;
    }
}
