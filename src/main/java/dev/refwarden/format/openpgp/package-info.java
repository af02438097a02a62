/**
 * OpenPGP certificates and signatures: packets, self-signatures, subkeys and revocations. Sources: RFC 4880 and RFC 9580.
 * Private packets, passphrases and trust between people have no place here.
 */
@NullMarked
package dev.refwarden.format.openpgp;

import org.jspecify.annotations.NullMarked;
