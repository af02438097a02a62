/**
 * The arithmetic of signatures, on raw numbers and bytes: RSA with PKCS #1 v1.5, ECDSA, Ed25519
 * and Ed448.
 *
 * <p>Uses Bouncy Castle's lightweight API and never its provider. Every check here is strict about
 * ranges and encodings; formats around the numbers are read elsewhere. Keys are decoded once and may
 * be used by several threads.
 */
@NullMarked
package dev.refwarden.crypto;

import org.jspecify.annotations.NullMarked;
