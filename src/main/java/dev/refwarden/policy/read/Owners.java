package dev.refwarden.policy.read;

import dev.refwarden.people.PersonId;
import dev.refwarden.policy.yaml.DisplayText;
import dev.refwarden.policy.yaml.Place;
import dev.refwarden.policy.yaml.Problems;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Who owns what belongs to one person only: e-mails, accounts, identities, keys and their ids. */
final class Owners {
    private final Map<String, Map<Object, Claim>> claims = new HashMap<>();
    private final Problems problems;

    Owners(Problems problems) {
        this.problems = problems;
    }

    /** That something at this place is this person's. */
    record Claim(PersonId person, Place place) {}

    private Map<Object, Claim> of(String kind) {
        return claims.computeIfAbsent(kind, fresh -> new HashMap<>());
    }

    /** Something that one person may name several times, such as an address. */
    void claim(String kind, String value, Claim claim) {
        claim(kind, value, claim, () -> kind + ' ' + value);
    }

    /**
     * Something that one person may name several times.
     *
     * @param what it is called where it is another person's already, which is then reported
     * @return whether this is the first claim
     */
    boolean claim(String kind, Object thing, Claim claim, Supplier<String> what) {
        Claim first = of(kind).putIfAbsent(thing, claim);
        if (first != null && !first.person.equals(claim.person)) {
            report(what.get(), first, claim);
        }
        return first == null;
    }

    /** Something that occurs once in all files, such as a key's id; else as {@link #claim}. */
    boolean claimOnce(String kind, Object thing, Claim claim, Supplier<String> what) {
        Claim first = of(kind).putIfAbsent(thing, claim);
        if (first != null) {
            report(what.get(), first, claim);
        }
        return first == null;
    }

    /** Reports that something is the person's who claimed it first. */
    void report(String what, Claim first, Claim claim) {
        problems.add(
                claim.place, DisplayText.escaped(what) + " is " + first.person + "'s already (" + first.place + ")");
    }
}
