package dev.refwarden.people;

/** A person's id: the name of their file under {@code people/}, without {@code .yaml}. */
public record PersonId(String value) implements Comparable<PersonId> {
    @Override
    public int compareTo(PersonId other) {
        return value.compareTo(other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PersonId id && value.equals(id.value);
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
