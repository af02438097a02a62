package dev.refwarden.decision;

import java.util.List;
import java.util.Optional;

/**
 * How a pushed ref gets on with the repository: with its other refs, its objects, its disk and its configuration.
 *
 * @param forbidden why it must not or could not be written; each lower case, no final period
 * @param namesake the branch or tag that bears the same short name, where a rule about refs matches either
 */
public record RefFacts(List<String> forbidden, Optional<String> namesake) {
    /** Of a ref that nothing speaks against. */
    public static final RefFacts NOTHING = new RefFacts(List.of(), Optional.empty());

    public RefFacts {
        forbidden = List.copyOf(forbidden);
    }
}
