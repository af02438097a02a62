package dev.refwarden.format.openpgp;

import dev.refwarden.format.Malformed;
import dev.refwarden.people.KeyType;
import dev.refwarden.people.SigningKey;
import dev.refwarden.people.SigningKey.Revocation;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Verifies the signatures that hold a certificate together, and says what each of its keys may do.
 *
 * <p>Of several self-signatures the latest counts, whatever its date: there is no clock here. An
 * expiration that a self-signature gives itself ends the key, too.
 */
final class OpenPgpBindings {
    /** A longer life shows only once the certificate is exported again. */
    private static final String ENDING = ", by its certificate as last exported to the policy, expired on";

    private final OpenPgpParts parts;
    private final OpenPgpKey primary;
    private final List<String> remarks = new ArrayList<>();
    private final OpenPgpRevocations revocations;
    private final List<OpenPgpRole> subkeyRoles = new ArrayList<>();
    private final OpenPgpRole primaryRole;

    OpenPgpBindings(OpenPgpParts parts, OpenPgpRevokers known) {
        this.parts = parts;
        this.primary = parts.primary();
        remarks.addAll(parts.unreadable());
        revocations = new OpenPgpRevocations(primary, known, remarks);
        Optional<OpenPgpSelfSignature> self = latest(selfSignatures());
        Optional<Revocation> revoked =
                revocations.find(OpenPgpSignatureType.KEY_REVOCATION, parts.everySignature(), primary::feed);
        Optional<Instant> end = self.flatMap(signature -> signature.end(primary));
        self.ifPresent(signature -> remarkDigest(signature.packet(), "the primary key's self-signature"));
        primaryRole = self.isEmpty() ? new OpenPgpRole.Unbound() : primaryRole(self.get(), end, revoked);
        for (OpenPgpParts.Subkey subkey : parts.subkeys()) {
            OpenPgpRole role = self.isEmpty() ? new OpenPgpRole.Unbound() : subkeyRole(subkey, end, revoked);
            subkeyRoles.add(role);
        }
        if (self.isEmpty()) {
            remarks.add("its primary key has no valid self-signature, so nothing in it counts");
        }
    }

    /** Whether other certificates being enrolled or not could make a difference. */
    boolean dependOnOthers() {
        return revocations.isLeftToOthers();
    }

    List<String> remarks() {
        Set<String> once = new LinkedHashSet<>(remarks);
        return List.copyOf(once);
    }

    OpenPgpRole primaryRole() {
        return primaryRole;
    }

    /** In the order of the subkeys. */
    List<OpenPgpRole> subkeyRoles() {
        return subkeyRoles;
    }

    private List<OpenPgpSelfSignature> selfSignatures() {
        List<OpenPgpSelfSignature> valid = new ArrayList<>();
        for (OpenPgpSelfSignature direct : made(parts.direct(), primary::feed)) {
            if (direct.packet().type() == OpenPgpSignatureType.DIRECT) {
                revocations.addRevokers(direct.packet());
                valid.add(direct);
            }
        }
        for (OpenPgpParts.UserId userId : parts.userIds()) {
            valid.addAll(certifications(userId));
        }
        return valid;
    }

    /** The primary key's own word for a user id, less what it took back later. */
    private List<OpenPgpSelfSignature> certifications(OpenPgpParts.UserId userId) {
        List<OpenPgpSelfSignature> made = made(userId.signatures(), digest -> {
            primary.feed(digest);
            userId.feed(digest);
        });
        Instant takenBack = Instant.MIN;
        for (OpenPgpSelfSignature signature : made) {
            revocations.addRevokers(signature.packet());
            if (signature.packet().type() == OpenPgpSignatureType.CERTIFICATION_REVOCATION
                    && signature.made().isAfter(takenBack)) {
                takenBack = signature.made();
            }
        }
        List<OpenPgpSelfSignature> standing = new ArrayList<>();
        for (OpenPgpSelfSignature signature : made) {
            if (OpenPgpSignatureType.isCertification(signature.packet().type())
                    && signature.made().isAfter(takenBack)) {
                standing.add(signature);
            }
        }
        return standing;
    }

    private OpenPgpRole primaryRole(OpenPgpSelfSignature self, Optional<Instant> end, Optional<Revocation> revoked) {
        // Certificates older than key flags let their primary key sign.
        boolean signs = self.flags().isEmpty() || self.maySign();
        return signs ? role(primary, end, revoked) : new OpenPgpRole.DoesNotSign();
    }

    private OpenPgpRole subkeyRole(
            OpenPgpParts.Subkey subkey, Optional<Instant> primaryEnd, Optional<Revocation> primaryRevoked) {
        OpenPgpKey key = subkey.key();
        Consumer<MessageDigest> both = digest -> {
            primary.feed(digest);
            key.feed(digest);
        };
        Optional<OpenPgpSelfSignature> binding = latest(bindings(subkey, both));
        if (binding.isEmpty()) {
            remarks.add("the subkey " + key.fingerprint() + " is not bound to the primary key and counts for nothing");
            return new OpenPgpRole.Unbound();
        }
        remarkDigest(binding.get().packet(), "the binding of subkey " + key.fingerprint());
        if (!binding.get().maySign()) {
            return new OpenPgpRole.DoesNotSign();
        }
        if (key.unsupported().isPresent()) {
            return role(key, primaryEnd, primaryRevoked);
        }
        if (!key.isWeak() && !consents(binding.get().packet(), key, both)) {
            remarks.add("the signing subkey " + key.fingerprint()
                    + " did not sign its binding itself and counts for nothing");
            return new OpenPgpRole.Unbound();
        }
        Optional<Revocation> own = revocations.find(OpenPgpSignatureType.SUBKEY_REVOCATION, subkey.signatures(), both);
        return role(
                key,
                OpenPgpSelfSignature.earlier(primaryEnd, binding.get().end(key)),
                OpenPgpRevocations.graver(primaryRevoked, own));
    }

    private List<OpenPgpSelfSignature> bindings(OpenPgpParts.Subkey subkey, Consumer<MessageDigest> both) {
        List<OpenPgpSelfSignature> bindings = new ArrayList<>();
        for (OpenPgpSelfSignature signature : made(subkey.signatures(), both)) {
            if (signature.packet().type() == OpenPgpSignatureType.SUBKEY_BINDING) {
                bindings.add(signature);
            }
        }
        return bindings;
    }

    /** Without the subkey's own signature anybody could claim someone else's key as theirs. */
    private boolean consents(OpenPgpSignaturePacket binding, OpenPgpKey subkey, Consumer<MessageDigest> both) {
        List<byte[]> embedded = new ArrayList<>(binding.hashed().all(OpenPgpSubpackets.EMBEDDED_SIGNATURE));
        embedded.addAll(binding.unhashed().all(OpenPgpSubpackets.EMBEDDED_SIGNATURE));
        for (byte[] body : embedded) {
            try {
                OpenPgpSignaturePacket back = OpenPgpSignaturePacket.read(body);
                if (back.type() == OpenPgpSignatureType.PRIMARY_KEY_BINDING && OpenPgpMade.by(subkey, back, both)) {
                    remarkDigest(back, "the back-signature of subkey " + subkey.fingerprint());
                    return true;
                }
            } catch (Malformed e) {
                // It consents to nothing.
            }
        }
        return false;
    }

    private OpenPgpRole role(OpenPgpKey key, Optional<Instant> expires, Optional<Revocation> revocation) {
        if (key.unsupported().isPresent()) {
            remarks.add("the key " + key.fingerprint() + " is of a kind that is not supported: "
                    + key.unsupported().get());
            return new OpenPgpRole.DoesNotSign();
        }
        if (key.isWeak()) {
            remarks.add("the key " + key.fingerprint() + " is of a kind that cannot be believed");
            return new OpenPgpRole.DoesNotSign();
        }
        return new OpenPgpRole.Signs(new SigningKey(
                key.fingerprint(),
                KeyType.OPENPGP,
                key.numbers().name(),
                key.rsaBits(),
                Optional.empty(),
                expires,
                ENDING,
                revocation));
    }

    /** The signatures that the primary key provably made over what {@code signed} feeds. */
    private List<OpenPgpSelfSignature> made(List<byte[]> signatures, Consumer<MessageDigest> signed) {
        List<OpenPgpSelfSignature> made = new ArrayList<>();
        for (byte[] body : signatures) {
            try {
                OpenPgpSignaturePacket signature = OpenPgpSignaturePacket.read(body);
                if (OpenPgpMade.by(primary, signature, signed)) {
                    made.add(OpenPgpSelfSignature.of(signature));
                }
            } catch (Malformed e) {
                // Old or damaged: it says nothing that could be believed.
            }
        }
        return made;
    }

    private static Optional<OpenPgpSelfSignature> latest(List<OpenPgpSelfSignature> signatures) {
        Optional<OpenPgpSelfSignature> latest = Optional.empty();
        for (OpenPgpSelfSignature signature : signatures) {
            boolean later =
                    latest.isEmpty() || signature.made().isAfter(latest.get().made());
            if (later && signature.describesKey()) {
                latest = Optional.of(signature);
            }
        }
        return latest;
    }

    private void remarkDigest(OpenPgpSignaturePacket signature, String what) {
        signature.hash().filter(OpenPgpHash::isWeak).ifPresent(hash -> remarks.add(what + " is over " + hash.shown()));
    }
}
