/**
 * X.509 certificates, the authorities that issue them and the lists that revoke them, read from bytes that
 * anybody may have made.
 *
 * <p>Says whether a certificate leads to an authority, between which times that holds and what revokes it.
 * Who a certificate stands for, and what time counts, is decided elsewhere. Knows no files, no clock, no
 * people. Sources: X.690 for BER and DER, RFC 5280 for certificates, chains and revocation lists, RFC 8410
 * for Ed25519 keys.
 */
@NullMarked
package dev.refwarden.format.x509;

import org.jspecify.annotations.NullMarked;
