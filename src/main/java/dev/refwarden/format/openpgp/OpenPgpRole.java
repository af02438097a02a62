package dev.refwarden.format.openpgp;

import dev.refwarden.people.SigningKey;

/** What a certificate lets one of its keys do. */
sealed interface OpenPgpRole {
    /** It may sign, as far as the certificate goes; whether it is still in its life is in {@code key}. */
    record Signs(SigningKey key) implements OpenPgpRole {}

    /** It belongs to the certificate and does other things, such as encryption. */
    record DoesNotSign() implements OpenPgpRole {}

    /** It is in the file, but nothing shows that it belongs to the certificate. */
    record Unbound() implements OpenPgpRole {}
}
