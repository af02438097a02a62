package dev.refwarden.format;

/**
 * What a FIDO token signed about itself (CTAP 2 authenticator data, as OpenSSH's PROTOCOL.u2f puts it
 * into a signature).
 *
 * @param touched user presence: someone touched the token for this signature
 * @param pinEntered user verification: a PIN or a fingerprint was checked for it
 * @param counter how many signatures the token says that it has made, unsigned; 0 where it does not
 *     count
 */
public record TokenFlags(boolean touched, boolean pinEntered, long counter) {}
