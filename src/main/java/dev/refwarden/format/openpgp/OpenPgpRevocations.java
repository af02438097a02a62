package dev.refwarden.format.openpgp;

import dev.refwarden.format.Malformed;
import dev.refwarden.people.Fingerprint;
import dev.refwarden.people.SigningKey.Revocation;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds what revokes a key among the signatures of its certificate.
 *
 * <p>A designated revoker is believed where their own certificate is enrolled. A revocation that claims to be
 * by the primary key, by a designated revoker or by no one in particular, and that cannot be verified, counts
 * as "compromised": the file may lack what would show it to be right. One that claims to be by a stranger counts for nothing.
 */
final class OpenPgpRevocations {
    private final OpenPgpKey primary;
    private final Set<Fingerprint> designated = new HashSet<>();
    private final OpenPgpRevokers known;
    private final List<String> remarks;

    OpenPgpRevocations(OpenPgpKey primary, OpenPgpRevokers known, List<String> remarks) {
        this.primary = primary;
        this.known = known;
        this.remarks = remarks;
    }

    /** Notes whom a verified self-signature lets revoke (RFC 9580, section 5.2.3.23). */
    void addRevokers(OpenPgpSignaturePacket selfSignature) {
        for (byte[] body : selfSignature.hashed().all(OpenPgpSubpackets.REVOKER)) {
            if (body.length == 22 || body.length == 34) {
                designated.add(new Fingerprint(HexFormat.of().withUpperCase().formatHex(body, 2, body.length)));
            }
        }
    }

    /** Whether anybody but the primary key itself may revoke. */
    boolean isLeftToOthers() {
        return !designated.isEmpty();
    }

    /**
     * The gravest revocation, and the earliest among several as grave.
     *
     * @param type of the signatures that are looked for
     * @param revoked feeds what such a signature covers
     */
    Optional<Revocation> find(int type, List<byte[]> signatures, Consumer<MessageDigest> revoked) {
        Optional<Revocation> found = Optional.empty();
        for (byte[] body : signatures) {
            if (claimedType(body) == type) {
                found = graver(found, judge(body, revoked));
            }
        }
        return found;
    }

    static Optional<Revocation> graver(Optional<Revocation> one, Optional<Revocation> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        int order = one.get().kind().compareTo(other.get().kind());
        boolean earlier = one.get().at().isBefore(other.get().at());
        return order < 0 || (order == 0 && earlier) ? one : other;
    }

    /** Even where the rest of the packet cannot be read (RFC 9580, sections 5.2.2 and 5.2.3). */
    private static int claimedType(byte[] body) {
        int at = body.length > 2 && body[0] < OpenPgpKey.V4 ? 2 : 1;
        return body.length > at ? body[at] & 0xff : -1;
    }

    private Optional<Revocation> judge(byte[] body, Consumer<MessageDigest> revoked) {
        try {
            OpenPgpSignaturePacket signature = OpenPgpSignaturePacket.read(body);
            if (OpenPgpMade.by(primary, signature, revoked) || isByRevoker(signature, revoked)) {
                return Optional.of(new Revocation(kind(signature), signature.created()));
            }
            if (isByStranger(signature)) {
                remarks.add("a revocation in it is by a stranger and counts for nothing");
                return Optional.empty();
            }
            remarks.add("a revocation in it cannot be verified and counts as \"compromised\"");
            return Optional.of(new Revocation(Revocation.Kind.COMPROMISED, signature.created()));
        } catch (Malformed e) {
            remarks.add("a revocation in it cannot be read and counts as \"compromised\"");
            return Optional.of(new Revocation(Revocation.Kind.COMPROMISED, Instant.EPOCH));
        }
    }

    private boolean isByRevoker(OpenPgpSignaturePacket signature, Consumer<MessageDigest> revoked) {
        for (Fingerprint revoker : designated) {
            Optional<OpenPgpKey> key = known.find(revoker);
            if (key.isPresent() && OpenPgpMade.by(key.get(), signature, revoked)) {
                return true;
            }
        }
        return false;
    }

    /** Whether every issuer that it names is someone who may not revoke. */
    private boolean isByStranger(OpenPgpSignaturePacket signature) throws Malformed {
        boolean named = false;
        for (OpenPgpSubpackets area : List.of(signature.hashed(), signature.unhashed())) {
            Optional<Fingerprint> fingerprint = area.issuerFingerprint();
            if (fingerprint.isPresent()) {
                named = true;
                if (isRevoker(fingerprint.get())) {
                    return false;
                }
            }
            for (long id : area.issuers()) {
                named = true;
                if (isRevoker(id)) {
                    return false;
                }
            }
        }
        return named;
    }

    private boolean isRevoker(Fingerprint fingerprint) {
        return primary.fingerprint().equals(fingerprint) || designated.contains(fingerprint);
    }

    private boolean isRevoker(long keyId) {
        String hex = HexFormat.of().withUpperCase().toHexDigits(keyId);
        return hasId(primary.fingerprint(), hex) || designated.stream().anyMatch(revoker -> hasId(revoker, hex));
    }

    private static boolean hasId(Fingerprint fingerprint, String hex) {
        boolean v4 = fingerprint.value().length() == 40;
        return v4 ? fingerprint.value().endsWith(hex) : fingerprint.value().startsWith(hex);
    }

    private static Revocation.Kind kind(OpenPgpSignaturePacket revocation) {
        List<byte[]> reasons = revocation.hashed().all(OpenPgpSubpackets.REVOCATION_REASON);
        Revocation.Kind gravest = Revocation.Kind.SOFT;
        for (byte[] reason : reasons) {
            Revocation.Kind kind = kind(reason);
            gravest = kind.compareTo(gravest) < 0 ? kind : gravest;
        }
        return reasons.isEmpty() ? Revocation.Kind.UNSPECIFIED : gravest;
    }

    private static Revocation.Kind kind(byte[] reason) {
        int code = reason.length == 0 ? 0 : reason[0];
        return switch (code) {
            case 2 -> Revocation.Kind.COMPROMISED;
            case 1, 3 -> Revocation.Kind.SOFT;
            default -> Revocation.Kind.UNSPECIFIED;
        };
    }
}
