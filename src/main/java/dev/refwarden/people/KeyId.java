package dev.refwarden.people;

/** A key's id as the people files give it; unique in a configuration. */
public record KeyId(String value) {
    @Override
    public boolean equals(Object other) {
        return other instanceof KeyId id && value.equals(id.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
