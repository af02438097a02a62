/**
 * What a signature proves: raw signed bytes and an armored block in, a {@link SignatureCheck} out.
 *
 * <p>Every format follows its specification to the letter and refuses whatever that leaves open:
 * PROTOCOL.sshsig and PROTOCOL.u2f of OpenSSH for SSH, RFC 4880 and RFC 9580 for OpenPGP. Hostile
 * bytes become a value, never an exception, in memory bounded by their own length.
 *
 * <p>Whether the signer may do what they signed is not decided here; nor is the time.
 */
@NullMarked
package dev.refwarden.format;

import org.jspecify.annotations.NullMarked;
