/**
 * X.509 certificates and CMS signatures: the authorities that issue certificates, the lists that revoke them, and messages
 * signed with them, read from bytes that anybody may have made.
 *
 * <p>Says whether a certificate leads to an authority, between which times that holds and what revokes it. Knows no files
 * and no clock. Sources: X.690 for BER and DER, RFC 5280 for certificates, chains and revocation lists, RFC 5652 for CMS,
 * RFC 8410 for Ed25519 keys.
 */
@NullMarked
package dev.refwarden.format.x509;

import org.jspecify.annotations.NullMarked;
