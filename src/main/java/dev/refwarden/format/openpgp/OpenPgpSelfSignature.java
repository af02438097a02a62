package dev.refwarden.format.openpgp;

import dev.refwarden.format.Malformed;
import java.time.Instant;
import java.util.Optional;

/**
 * What a verified signature of the primary key says of a key: what it may do, and until when.
 *
 * @param flags the first octet of the key flags (RFC 9580, section 5.2.3.29); empty where it says nothing
 * @param keySeconds how long the key lives from its creation; empty where it does not expire
 * @param signatureSeconds how long the signature itself counts from its making
 */
record OpenPgpSelfSignature(
        OpenPgpSignaturePacket packet,
        Optional<Integer> flags,
        Optional<Long> keySeconds,
        Optional<Long> signatureSeconds) {
    private static final int MAY_SIGN = 0x02;

    static OpenPgpSelfSignature of(OpenPgpSignaturePacket packet) throws Malformed {
        OpenPgpSubpackets hashed = packet.hashed();
        return new OpenPgpSelfSignature(
                packet,
                hashed.one(OpenPgpSubpackets.KEY_FLAGS).map(flags -> flags.length == 0 ? 0 : flags[0] & 0xff),
                hashed.seconds(OpenPgpSubpackets.KEY_EXPIRES).filter(seconds -> seconds > 0),
                hashed.seconds(OpenPgpSubpackets.SIGNATURE_EXPIRES).filter(seconds -> seconds > 0));
    }

    Instant made() {
        return packet.created();
    }

    /** Whether it says of the key anything that counts; a direct signature may only name a revoker. */
    boolean describesKey() {
        return packet.type() != OpenPgpSignatureType.DIRECT || flags.isPresent() || keySeconds.isPresent();
    }

    /** Whether it says that the key may sign data. */
    boolean maySign() {
        return flags.filter(octet -> (octet & MAY_SIGN) != 0).isPresent();
    }

    /** When the key, or what is said of it, ends. */
    Optional<Instant> end(OpenPgpKey key) {
        return earlier(
                keySeconds.map(key.created()::plusSeconds),
                signatureSeconds.map(seconds -> made().plusSeconds(seconds)));
    }

    static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().isBefore(other.get()) ? one : other;
    }
}
