/**
 * People and their keys: who owns which public key, since when, until when and what for.
 *
 * <p>Reads public key material from outside (OpenSSH public keys, OpenPGP certificates) into
 * values; what cannot be used becomes an {@link UnusableKey} that says why. Whether a key may sign a
 * particular commit is not decided here.
 *
 * <p>Knows no files, no YAML, no git. Sources: RFC 4253, RFC 5656, RFC 8709, PROTOCOL.u2f and
 * PROTOCOL.sshsig of OpenSSH for SSH keys; RFC 4880 and RFC 9580 for OpenPGP certificates.
 */
@NullMarked
package dev.refwarden.people;

import org.jspecify.annotations.NullMarked;
