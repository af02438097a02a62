package dev.refwarden.statement;

/** What an identity token shows. */
public sealed interface TokenCheck {
    /**
     * It was made by the issuer for its subject, just now and for exactly this push. Says nothing about whether
     * it was used before.
     *
     * @param tokenId unique among the issuer's tokens
     */
    record Good(String issuer, String subject, String tokenId) implements TokenCheck {}

    /**
     * It proves nothing.
     *
     * @param detail lower case, no final period, none of the token's bytes
     */
    record Bad(String detail) implements TokenCheck {}
}
