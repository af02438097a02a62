package dev.refwarden.format.openpgp;

import dev.refwarden.format.Malformed;
import dev.refwarden.people.Fingerprint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** One area of subpackets in a signature (RFC 9580, section 5.2.3.7), hashed or not. */
final class OpenPgpSubpackets {
    static final int CREATED = 2;
    static final int SIGNATURE_EXPIRES = 3;
    static final int KEY_EXPIRES = 9;
    static final int REVOKER = 12;
    static final int ISSUER = 16;
    static final int KEY_FLAGS = 27;
    static final int REVOCATION_REASON = 29;
    static final int EMBEDDED_SIGNATURE = 32;
    static final int ISSUER_FINGERPRINT = 33;

    /** One subpacket, without the bit that says whether it must be understood. */
    record Subpacket(int type, boolean critical, byte[] body) {}

    private final List<Subpacket> all = new ArrayList<>();

    private OpenPgpSubpackets() {}

    static OpenPgpSubpackets read(byte[] area) throws Malformed {
        OpenPgpSubpackets read = new OpenPgpSubpackets();
        OpenPgpReader in = new OpenPgpReader(area);
        while (in.remaining() > 0) {
            OpenPgpReader one = new OpenPgpReader(in.readBytes(length(in), "subpacket"));
            int type = one.readByte("subpacket type");
            read.all.add(new Subpacket(type & 0x7f, (type & 0x80) != 0, one.readRest()));
        }
        return read;
    }

    private static long length(OpenPgpReader in) throws Malformed {
        int first = in.readByte("subpacket length");
        if (first < 192) {
            return first;
        }
        return first == 255
                ? in.readUint32("subpacket length")
                : ((first - 192L) << 8) + in.readByte("subpacket length") + 192;
    }

    /** Whether all that must be understood is; a critical notation never is. */
    boolean areUnderstood() {
        for (Subpacket subpacket : all) {
            if (subpacket.critical() && !isKnown(subpacket.type())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isKnown(int type) {
        return switch (type) {
            case 2, 3, 4, 5, 6, 7, 9, 11, 12, 16, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 39 -> true;
            default -> false;
        };
    }

    List<byte[]> all(int type) {
        List<byte[]> bodies = new ArrayList<>(1);
        for (Subpacket subpacket : all) {
            if (subpacket.type() == type) {
                bodies.add(subpacket.body());
            }
        }
        return bodies;
    }

    /** @throws Malformed if it occurs more than once, so that readers might choose differently */
    Optional<byte[]> one(int type) throws Malformed {
        List<byte[]> bodies = all(type);
        if (bodies.size() > 1) {
            throw new Malformed("a subpacket appears twice");
        }
        return bodies.isEmpty() ? Optional.empty() : Optional.of(bodies.get(0));
    }

    /** @throws Malformed if it occurs more than once or is not of four octets */
    Optional<Long> seconds(int type) throws Malformed {
        Optional<byte[]> body = one(type);
        if (body.isEmpty()) {
            return Optional.empty();
        }
        OpenPgpReader in = new OpenPgpReader(body.get());
        long seconds = in.readUint32("time");
        in.end("time");
        return Optional.of(seconds);
    }

    Optional<Instant> created() throws Malformed {
        return seconds(CREATED).map(Instant::ofEpochSecond);
    }

    /** Which key made the signature, as this area says. */
    Optional<Fingerprint> issuerFingerprint() throws Malformed {
        Optional<byte[]> body = one(ISSUER_FINGERPRINT);
        if (body.isEmpty()) {
            return Optional.empty();
        }
        OpenPgpReader in = new OpenPgpReader(body.get());
        int version = in.readByte("issuer");
        byte[] fingerprint = in.readRest();
        if (fingerprint.length != (version == OpenPgpKey.V4 ? 20 : 32)) {
            throw new Malformed("its issuer's fingerprint is none");
        }
        return Optional.of(new Fingerprint(HexFormat.of().withUpperCase().formatHex(fingerprint)));
    }

    /** The key ids that this area gives; what is not a key id is passed over. */
    List<Long> issuers() {
        List<Long> ids = new ArrayList<>(1);
        for (byte[] body : all(ISSUER)) {
            if (body.length == Long.BYTES) {
                ids.add(Long.parseUnsignedLong(HexFormat.of().formatHex(body), 16));
            }
        }
        return ids;
    }
}
