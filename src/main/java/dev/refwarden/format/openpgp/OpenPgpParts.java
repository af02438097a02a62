package dev.refwarden.format.openpgp;

import dev.refwarden.format.Malformed;
import dev.refwarden.people.UnusableKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * A certificate taken apart: which packets stand under which key or user id (RFC 9580, section 10.1).
 * No signature in it was read, let alone verified.
 *
 * @param direct the signature packets that stand under the primary key itself
 * @param unreadable why subkeys were left out, for the security owner
 */
record OpenPgpParts(
        OpenPgpKey primary, List<byte[]> direct, List<UserId> userIds, List<Subkey> subkeys, List<String> unreadable) {
    private static final int MOST_PACKETS = 20_000;
    private static final String FLOODED =
            ", as certificates do that others have flooded: refwarden key add leaves out what"
                    + " they wrote, and so does gpg --export-options export-minimal";

    /**
     * A user id or a user attribute.
     *
     * @param mark the octet that signatures over it begin it with
     */
    record UserId(int mark, byte[] body, List<byte[]> signatures) {
        void feed(MessageDigest digest) {
            digest.update((byte) mark);
            for (int shift = 24; shift >= 0; shift -= 8) {
                digest.update((byte) (body.length >>> shift));
            }
            digest.update(body);
        }

        boolean isText() {
            return mark == 0xb4;
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** A subkey and the signatures that stand under it. */
    record Subkey(OpenPgpKey key, List<byte[]> signatures) {}

    static OpenPgpParts read(byte[] bytes) throws UnusableKey {
        try {
            return new Taking(OpenPgpPacket.readAll(bytes, MOST_PACKETS)).parts();
        } catch (Malformed e) {
            String words = String.valueOf(e.getMessage());
            throw new UnusableKey(
                    "not an OpenPGP certificate: " + words + (words.startsWith(OpenPgpPacket.TOO_MANY) ? FLOODED : ""));
        }
    }

    /** Every signature packet, wherever it stands. */
    List<byte[]> everySignature() {
        List<byte[]> all = new ArrayList<>(direct);
        userIds.forEach(userId -> all.addAll(userId.signatures()));
        subkeys.forEach(subkey -> all.addAll(subkey.signatures()));
        return all;
    }

    /** Goes through the packets once. */
    private static final class Taking {
        private final List<byte[]> direct = new ArrayList<>();
        private final List<UserId> userIds = new ArrayList<>();
        private final List<Subkey> subkeys = new ArrayList<>();
        private final List<String> unreadable = new ArrayList<>();
        private final OpenPgpKey primary;
        private List<byte[]> signatures = direct;

        Taking(List<OpenPgpPacket> packets) throws UnusableKey, Malformed {
            if (packets.isEmpty()) {
                throw new UnusableKey("the file is empty");
            }
            refuseSecrets(packets);
            if (packets.get(0).tag() == OpenPgpPacket.SIGNATURE) {
                throw new UnusableKey(
                        "it is a signature or a revocation alone: give the certificate that it belongs to,"
                                + " with it (gpg --import, then gpg --export --armor)");
            }
            if (packets.get(0).tag() != OpenPgpPacket.PUBLIC_KEY) {
                throw new UnusableKey("not an OpenPGP certificate: it does not begin with a public key");
            }
            primary = OpenPgpKey.read(packets.get(0).body());
            for (OpenPgpPacket packet : packets.subList(1, packets.size())) {
                take(packet);
            }
        }

        OpenPgpParts parts() {
            return new OpenPgpParts(primary, direct, userIds, subkeys, unreadable);
        }

        private static void refuseSecrets(List<OpenPgpPacket> packets) throws UnusableKey {
            for (OpenPgpPacket packet : packets) {
                if (packet.tag() == OpenPgpPacket.SECRET_KEY || packet.tag() == OpenPgpPacket.SECRET_SUBKEY) {
                    throw new UnusableKey("it holds a SECRET key: export the public certificate, and trust this key"
                            + " no more if anybody else could read the file");
                }
            }
        }

        private void take(OpenPgpPacket packet) throws UnusableKey {
            switch (packet.tag()) {
                case OpenPgpPacket.SIGNATURE -> signatures.add(packet.body());
                case OpenPgpPacket.USER_ID -> takeUserId(0xb4, packet.body());
                case OpenPgpPacket.USER_ATTRIBUTE -> takeUserId(0xd1, packet.body());
                case OpenPgpPacket.PUBLIC_SUBKEY -> takeSubkey(packet.body());
                case OpenPgpPacket.PUBLIC_KEY ->
                    throw new UnusableKey("the file holds several certificates: enrol each from a file of its own");
                case OpenPgpPacket.TRUST, OpenPgpPacket.MARKER, OpenPgpPacket.PADDING -> {}
                default -> {
                    if (packet.tag() < OpenPgpPacket.FIRST_NOT_CRITICAL) {
                        throw new UnusableKey("not an OpenPGP certificate: it holds a packet of type " + packet.tag());
                    }
                }
            }
        }

        private void takeUserId(int mark, byte[] body) {
            signatures = new ArrayList<>();
            userIds.add(new UserId(mark, body, signatures));
        }

        private void takeSubkey(byte[] body) {
            signatures = new ArrayList<>();
            try {
                OpenPgpKey key = OpenPgpKey.read(body);
                if (key.version() == primary.version()) {
                    subkeys.add(new Subkey(key, signatures));
                } else {
                    unreadable.add("a subkey of another version than the primary key is passed over");
                }
            } catch (Malformed e) {
                unreadable.add("a subkey is passed over: " + e.getMessage());
            }
        }
    }
}
