package dev.refwarden.decision;

import dev.refwarden.people.PersonId;
import dev.refwarden.statement.StatementDigest;
import java.util.Optional;

/**
 * What a second factor that came as a push option shows.
 *
 * @param person whom it proves to be there; absent where it proves no one
 * @param detail why it proves nothing: lower case, no final period, none of its bytes
 * @param used what no one may use again, or what counts the failures of a person
 */
public record FactorFacts(Optional<PersonId> person, String detail, Optional<StatementDigest> used) {
    public static FactorFacts of(PersonId person, StatementDigest used) {
        return new FactorFacts(Optional.of(person), "", Optional.of(used));
    }

    public static FactorFacts bad(String detail) {
        return new FactorFacts(Optional.empty(), detail, Optional.empty());
    }
}
