package dev.refwarden.format.openpgp;

import dev.refwarden.format.Malformed;
import dev.refwarden.people.Fingerprint;
import dev.refwarden.people.UnusableKey;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A certificate without what others certified of it. Anybody can add certifications to a certificate on a key server, and to some
 * hundreds of thousands were added; what they say counts for nothing here, and reading them costs every start.
 *
 * @param bytes the packets that are left, binary; the file as it was, where it is not a flooded certificate
 * @param leftOut how many certifications by others are not in them
 */
record OpenPgpReduction(byte[] bytes, int leftOut) {
    /** So many certifications by others are nothing unusual, and stay. */
    private static final int USUAL = 100;

    private static final int LARGEST_FILE = 64 << 20;
    private static final int MOST_PACKETS = 1_000_000;
    private static final int NEW_FORMAT = 0xc0;
    private static final int FOUR_OCTETS = 0xff;

    /**
     * Reduces a certificate, armored or binary, if it is flooded.
     *
     * @throws UnusableKey if it cannot be taken apart, or is larger than any flooded one
     */
    static OpenPgpReduction of(byte[] file) throws UnusableKey {
        if (file.length > LARGEST_FILE) {
            throw new UnusableKey("the file is too large for a certificate");
        }
        try {
            List<OpenPgpPacket> packets = OpenPgpPacket.readAll(OpenPgpContent.binary(file), MOST_PACKETS);
            if (packets.isEmpty() || packets.get(0).tag() != OpenPgpPacket.PUBLIC_KEY) {
                return new OpenPgpReduction(file, 0);
            }
            OpenPgpKey primary = OpenPgpKey.read(packets.get(0).body());
            List<OpenPgpPacket> left = new ArrayList<>();
            for (OpenPgpPacket packet : packets) {
                if (!isByAnother(packet, primary)) {
                    left.add(packet);
                }
            }
            int out = packets.size() - left.size();
            return out > USUAL ? new OpenPgpReduction(written(left), out) : new OpenPgpReduction(file, 0);
        } catch (Malformed e) {
            throw new UnusableKey("not an OpenPGP certificate: " + e.getMessage());
        }
    }

    /** A certification that names only others as who made it; what revokers say of the key itself is not a certification. */
    private static boolean isByAnother(OpenPgpPacket packet, OpenPgpKey primary) {
        if (packet.tag() != OpenPgpPacket.SIGNATURE) {
            return false;
        }
        try {
            OpenPgpSignaturePacket signature = OpenPgpSignaturePacket.read(packet.body());
            boolean certifies = OpenPgpSignatureType.isCertification(signature.type())
                    || signature.type() == OpenPgpSignatureType.CERTIFICATION_REVOCATION;
            return certifies && namesOnlyOthers(signature, primary);
        } catch (Malformed e) {
            // Such as those of version 3, which nothing reads either; what cannot be distinguished stays.
            return packet.body().length > 0 && packet.body()[0] < OpenPgpKey.V4;
        }
    }

    private static boolean namesOnlyOthers(OpenPgpSignaturePacket signature, OpenPgpKey primary) throws Malformed {
        boolean named = false;
        for (OpenPgpSubpackets area : List.of(signature.hashed(), signature.unhashed())) {
            Optional<Fingerprint> fingerprint = area.issuerFingerprint();
            List<Long> ids = area.issuers();
            if (ids.contains(primary.keyId())
                    || fingerprint.filter(primary.fingerprint()::equals).isPresent()) {
                return false;
            }
            named |= fingerprint.isPresent() || !ids.isEmpty();
        }
        return named;
    }

    private static byte[] written(List<OpenPgpPacket> packets) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (OpenPgpPacket packet : packets) {
            out.write(NEW_FORMAT | packet.tag());
            out.write(FOUR_OCTETS);
            for (int shift = 24; shift >= 0; shift -= 8) {
                out.write(packet.body().length >>> shift);
            }
            out.writeBytes(packet.body());
        }
        return out.toByteArray();
    }
}
