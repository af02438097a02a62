package dev.refwarden.format;

import dev.refwarden.people.KeyId;
import dev.refwarden.people.Person;

/**
 * What enrols a key in a people file, besides its id and its dates.
 *
 * @param line of YAML, such as {@code openpgp: keys/alice.asc}
 * @param copyName where a copy of the key's file goes, relative to the configuration; empty where none is required
 * @param copy its content
 * @param note what was left out of the copy, for whoever enrols the key; empty where nothing was
 */
public record PeopleEntry(String line, String copyName, String copy, String note) {
    /**
     * For whom a key is to be enrolled.
     *
     * @param authority the path of an authority in the configuration, empty where none was given
     */
    public record Wanted(KeyId id, Person person, String authority) {}

    /** An entry that needs no file. */
    public static PeopleEntry of(String line) {
        return new PeopleEntry(line, "", "", "");
    }
}
