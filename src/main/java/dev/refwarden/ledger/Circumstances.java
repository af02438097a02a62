package dev.refwarden.ledger;

import java.util.Optional;

/**
 * How a push came, and how it is answered.
 *
 * @param address from where, as the server says
 * @param nonce by which its decision is found again; absent where no one could ask for it twice
 * @param askedFor what the push asks for, should it be refused
 * @param words what the developer is told
 */
public record Circumstances(
        Optional<String> address, Optional<String> nonce, Optional<AskedFor> askedFor, Words words) {
    /** What the developer is told of a decision. */
    @FunctionalInterface
    public interface Words {
        /** @param caseId by which a refusal is quoted */
        String of(Decided decided, CaseId caseId);
    }
}
