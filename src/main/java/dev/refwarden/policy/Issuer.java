package dev.refwarden.policy;

import java.util.List;
import java.util.Optional;

/**
 * An identity provider whose tokens count as a second factor: {@code authorities/issuers.yaml}.
 *
 * @param issuer as its tokens name it, compared exactly
 * @param keys its public keys, a JSON Web Key Set (RFC 7517), not looked into here
 * @param algorithm the one that its tokens are signed with, by its name in RFC 7518
 * @param methods all of which a token's {@code amr} must name (RFC 8176)
 * @param context what a token's {@code acr} must be
 */
public record Issuer(String issuer, byte[] keys, String algorithm, List<String> methods, Optional<String> context) {
    public Issuer {
        methods = List.copyOf(methods);
    }
}
