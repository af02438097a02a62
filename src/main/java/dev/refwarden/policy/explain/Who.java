package dev.refwarden.policy.explain;

import dev.refwarden.people.PersonId;
import dev.refwarden.policy.Members;
import dev.refwarden.policy.yaml.Words;
import java.util.ArrayList;
import java.util.List;

/** People as a sentence names them: each by id where they are few, with the group that they were named by. */
final class Who {
    private static final int FEW = 8;
    private static final List<String> NUMBERS =
            List.of("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

    private Who() {}

    /** {@code alice, bob or carol (maintainers)}. */
    static String oneOf(Members members) {
        return isMany(members) ? "one of " + crowd(members) : people(members, Words.anyOf(ids(members)));
    }

    /** {@code alice, bob and carol (maintainers)}. */
    static String allOf(Members members) {
        return isMany(members) ? crowd(members) : people(members, Words.allOf(ids(members)));
    }

    /** {@code two of alice, bob and carol (maintainers)}. */
    static String some(int count, Members members) {
        return members.people().size() == 1 ? allOf(members) : number(count) + " of " + allOf(members);
    }

    private static String number(int count) {
        return count < NUMBERS.size() ? NUMBERS.get(count) : String.valueOf(count);
    }

    private static boolean isMany(Members members) {
        return members.people().size() > FEW;
    }

    private static String crowd(Members members) {
        return "the " + members.people().size() + " people in " + Words.allOf(members.names());
    }

    private static String people(Members members, String ids) {
        if (members.people().isEmpty()) {
            return "nobody (" + Words.allOf(members.names()) + (members.names().size() == 1 ? " is" : " are")
                    + " empty)";
        }
        for (String name : members.names()) {
            if (!members.people().contains(new PersonId(name))) {
                return ids + " (" + Words.allOf(members.names()) + ")";
            }
        }
        return ids;
    }

    private static List<String> ids(Members members) {
        List<String> ids = new ArrayList<>();
        for (PersonId person : members.people()) {
            ids.add(person.value());
        }
        ids.sort(null);
        return ids;
    }
}
