package dev.refwarden.format;

import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.SigningKey;
import java.time.Instant;
import java.util.Optional;

/** What checking one signature showed. There is no boolean to forget to read. */
public sealed interface SignatureCheck {
    /**
     * The bytes were signed by {@code key}. Says nothing about whether the key may do that, or is
     * still in its life.
     *
     * @param enrolled as whose key it counts
     * @param key the very key, where the enrolled one is a certificate of several
     * @param flags what a FIDO token said of itself; absent for every other kind of key
     * @param ends until when, exclusive, the signature counts by its own word
     */
    record Valid(EnrolledKey enrolled, SigningKey key, Optional<TokenFlags> flags, Optional<Instant> ends)
            implements SignatureCheck {
        /** One that gives itself no end. */
        public Valid(EnrolledKey enrolled, SigningKey key, Optional<TokenFlags> flags) {
            this(enrolled, key, flags, Optional.empty());
        }
    }

    /** There is no signature. */
    record Absent() implements SignatureCheck {}

    /**
     * There is one, by a key that is not enrolled, so whether it is good was not looked at.
     *
     * @param key the fingerprint or key id that the signature claims, safe to print
     */
    record UnknownKey(String key) implements SignatureCheck {}

    /**
     * A signature is there, but it proves nothing.
     *
     * @param detail for the developer: lower case, no final period, no pushed bytes
     */
    record Unusable(Defect defect, String detail) implements SignatureCheck {}
}
