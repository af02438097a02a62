package dev.refwarden.policy;

import dev.refwarden.people.PersonId;
import java.util.List;
import java.util.Set;

/**
 * People as a rule names them.
 *
 * @param names as written: people and groups
 * @param people everybody meant; no one where a group has no members, and then no one satisfies the rule
 */
public record Members(List<String> names, Set<PersonId> people) {
    public Members {
        names = List.copyOf(names);
        people = Set.copyOf(people);
    }

    public boolean contain(PersonId person) {
        return people.contains(person);
    }
}
