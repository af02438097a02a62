package dev.refwarden.format.x509;

import java.time.Instant;

/** That an authority revoked a certificate (RFC 5280, section 5.3.1). */
record Revoked(Reason reason, Instant at) {
    /** How much it speaks against, the gravest first. */
    public enum Reason {
        /** The key, or the authority's own, is in other hands. */
        COMPROMISED,
        /** No reason was given, or it is on hold. */
        UNSPECIFIED,
        /** The certificate was replaced or is no longer needed. */
        SOFT
    }
}
