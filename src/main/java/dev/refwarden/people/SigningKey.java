package dev.refwarden.people;

import java.time.Instant;
import java.util.Optional;

/**
 * One key that can make signatures: an SSH key, or the primary key or a signing subkey of an OpenPGP
 * certificate. The life given here is the one that the key material itself proves; the people file
 * may shorten it.
 *
 * @param fingerprint this key's own fingerprint
 * @param type as rules tell keys apart
 * @param algorithm for people, such as {@code ed25519} or {@code rsa3072}
 * @param rsaBits size of the RSA modulus in bits, 0 where the algorithm is not RSA
 * @param from since when an authority's certificate says that it is valid
 * @param expires when the key or the certificate around it expires by its own word
 * @param ending what ends then, for people, to stand between the key's id and the time
 * @param revocation the revocation that the certificate carries for this key or for the whole
 */
public record SigningKey(
        Fingerprint fingerprint,
        KeyType type,
        String algorithm,
        int rsaBits,
        Optional<Instant> from,
        Optional<Instant> expires,
        String ending,
        Optional<Revocation> revocation) {
    /** A key whose own end is what ends. */
    public SigningKey(
            Fingerprint fingerprint,
            KeyType type,
            String algorithm,
            int rsaBits,
            Optional<Instant> expires,
            Optional<Revocation> revocation) {
        this(fingerprint, type, algorithm, rsaBits, Optional.empty(), expires, " expired on", revocation);
    }

    /**
     * A key's revocation by its owner (RFC 9580, section 5.2.3.31).
     *
     * @param kind what it speaks against
     * @param at when it was declared
     */
    public record Revocation(Kind kind, Instant at) {
        /** How much a revocation speaks against, the gravest first. */
        public enum Kind {
            /** Against every signature ever made, and no one can soften it. */
            COMPROMISED,
            /** No reason given: against every signature, until the security owner says when the key ended. */
            UNSPECIFIED,
            /** Against signatures made after it: the key is superseded or no longer used. */
            SOFT
        }
    }
}
