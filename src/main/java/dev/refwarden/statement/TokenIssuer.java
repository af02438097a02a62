package dev.refwarden.statement;

import java.util.List;
import java.util.Optional;

/**
 * By whom and how a token must be made.
 *
 * @param issuer compared exactly
 * @param keys a JSON Web Key Set
 * @param algorithm the only one that counts, by its name in RFC 7518
 * @param methods all of which its {@code amr} must name
 * @param context what its {@code acr} must be
 */
public record TokenIssuer(
        String issuer, byte[] keys, String algorithm, List<String> methods, Optional<String> context) {
    public TokenIssuer {
        methods = List.copyOf(methods);
    }
}
