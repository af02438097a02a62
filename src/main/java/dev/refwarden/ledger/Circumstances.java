package dev.refwarden.ledger;

import java.util.Optional;

/**
 * How a push came, and how it is answered.
 *
 * @param address from where, as the server says
 * @param nonce by which its decision is found again; absent where nobody could ask for it twice
 * @param words what the developer is told
 */
public record Circumstances(Optional<String> address, Optional<String> nonce, Words words) {
    /** What the developer is told of a decision. */
    @FunctionalInterface
    public interface Words {
        /** @param caseId by which a refusal is quoted */
        String of(Decided decided, CaseId caseId);
    }
}
