package dev.refwarden.decision;

import dev.refwarden.key.PersonId;
import java.util.Optional;

/**
 * What a second factor that came as a push option shows.
 *
 * @param person whom it proves to be there; absent where it proves nobody
 * @param detail why it proves nothing: lower case, no final period, none of its bytes
 */
public record FactorFacts(Optional<PersonId> person, String detail) {
    public static FactorFacts of(PersonId person) {
        return new FactorFacts(Optional.of(person), "");
    }

    public static FactorFacts bad(String detail) {
        return new FactorFacts(Optional.empty(), detail);
    }
}
