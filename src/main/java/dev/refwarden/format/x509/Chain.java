package dev.refwarden.format.x509;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A way from a certificate to its authority that holds.
 *
 * @param certificates the leaf first, one of the authority's own last
 * @param from since when every certificate of it is valid, or of another way that is as strong and that it continues
 * @param end when the first of them ceases to be, or when a list that might revoke one is out of date
 * @param revoked the gravest revocation of any of them
 */
record Chain(List<Certificate> certificates, Instant from, End end, Optional<Revoked> revoked) {
    /**
     * When a chain ends.
     *
     * @param at inclusive
     * @param what for people, such as {@code its certificate expired}
     */
    record End(Instant at, String what) {}

    public Chain {
        certificates = List.copyOf(certificates);
    }

    /** Of the weakest RSA key in it, since whoever breaks that one can sign; 0 without any. */
    int leastRsaBits() {
        return certificates.stream()
                .mapToInt(certificate -> certificate.key().rsaBits())
                .filter(bits -> bits > 0)
                .min()
                .orElse(0);
    }
}
