package dev.refwarden.people;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Everybody whom the configuration names, found by id, e-mail and account. */
public final class People {
    private final Map<PersonId, Person> byId = new TreeMap<>();
    private final Map<String, Person> byEmail = new HashMap<>();
    private final Map<String, Person> byAccount = new HashMap<>();

    /** @throws IllegalArgumentException if an id, e-mail or account appears twice */
    public People(Collection<Person> people) {
        for (Person person : people) {
            once(byId.put(person.id(), person), person);
            for (String email : person.emails()) {
                once(byEmail.put(lowerCase(email), person), person);
            }
            for (String account : person.accounts()) {
                once(byAccount.put(account, person), person);
            }
        }
    }

    /** In the order of their ids. */
    public Collection<Person> all() {
        return byId.values();
    }

    public Optional<Person> person(PersonId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Whose address this is, compared without the case of ASCII letters. */
    public Optional<Person> byEmail(String email) {
        return Optional.ofNullable(byEmail.get(lowerCase(email)));
    }

    /** Whose account on the Git server this is, compared exactly. */
    public Optional<Person> byAccount(String account) {
        return Optional.ofNullable(byAccount.get(account));
    }

    /** {@code text} with the ASCII letters A to Z made small and all else kept. */
    public static String lowerCase(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                return lowerCaseAscii(text);
            }
        }
        return text;
    }

    /** Whether {@code text} is an address as commits bear it: something, one {@code @}, something; no blanks or brackets. */
    public static boolean isEmail(String text) {
        int at = text.indexOf('@');
        for (char forbidden : new char[] {' ', '<', '>', ','}) {
            if (text.indexOf(forbidden) >= 0) {
                return false;
            }
        }
        return at > 0 && at == text.lastIndexOf('@') && at < text.length() - 1;
    }

    private static String lowerCaseAscii(String text) {
        char[] out = text.toCharArray();
        for (int i = 0; i < out.length; i++) {
            if (out[i] >= 'A' && out[i] <= 'Z') {
                out[i] = (char) (out[i] + 'a' - 'A');
            }
        }
        return new String(out);
    }

    private static void once(@Nullable Person before, Person person) {
        if (before != null && !before.id().equals(person.id())) {
            throw new IllegalArgumentException("shared by " + before.id() + " and " + person.id());
        }
    }
}
