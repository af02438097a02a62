package dev.refwarden.evidence;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.Failure;
import dev.refwarden.format.Keyring;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.format.SignatureFormats;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.ObjectStore;
import dev.refwarden.git.ObjectType;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.git.StoredObject;
import dev.refwarden.statement.PushCertificate;
import dev.refwarden.statement.StatementDigest;
import dev.refwarden.statement.WaiverStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the push certificate. Git's own opinion of its signature is passed over: git calls signatures
 * by unknown keys good, and whoever pushes locally can set those variables.
 */
final class CertificateReading {
    private static final int MOST_BYTES = 16 << 20;
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final Map<String, String> environment;
    private final List<RefUpdate> updates;
    private final PushOptions options;
    private final Instant now;
    private final List<Failure> troubles = new ArrayList<>();

    /**
     * What was read.
     *
     * @param signature where an enrolled key made it
     * @param digest likewise
     */
    record Read(List<Failure> troubles, Optional<SignatureCheck.Valid> signature, Optional<StatementDigest> digest) {}

    CertificateReading(Map<String, String> environment, List<RefUpdate> updates, PushOptions options, Instant now) {
        this.environment = environment;
        this.updates = updates;
        this.options = options;
        this.now = now;
    }

    /** Absent where the push is not signed. */
    Optional<Read> read(ObjectStore store, Keyring keys) {
        String id = environment.getOrDefault("GIT_PUSH_CERT", "");
        if (id.isEmpty()) {
            return Optional.empty();
        }
        boolean readable = ObjectId.isHex(id)
                && store.read(ObjectId.fromHex(id)) instanceof StoredObject.Raw raw
                && raw.type() == ObjectType.BLOB
                && raw.bytes().length <= MOST_BYTES;
        if (!readable) {
            return Optional.of(unusable("it cannot be read"));
        }
        byte[] blob = store.read(ObjectId.fromHex(id)) instanceof StoredObject.Raw raw ? raw.bytes() : new byte[0];
        Optional<PushCertificate> parsed = PushCertificate.parse(blob);
        return Optional.of(parsed.isPresent() ? check(parsed.get(), keys) : unusable("it is not one that git writes"));
    }

    private Read unusable(String detail) {
        invalid(detail);
        return new Read(troubles, Optional.empty(), Optional.empty());
    }

    private Read check(PushCertificate certificate, Keyring keys) {
        if (!WaiverStatement.sorted(certificate.updates()).equals(WaiverStatement.sorted(updates))) {
            invalid("it is for other updates than these");
        }
        if (!certificate.options().equals(options.all())) {
            invalid("it is for other push options than these");
        }
        checkNonce(certificate.nonce());
        SignatureCheck check = SignatureFormats.check(certificate.signed(), certificate.armor(), false, keys);
        if (check instanceof SignatureCheck.Valid valid) {
            return new Read(troubles, Optional.of(valid), Optional.of(certificate.digest()));
        }
        if (check instanceof SignatureCheck.UnknownKey unknown) {
            invalid("it is signed by " + unknown.key() + ", and no such key is enrolled");
        } else {
            invalid(check instanceof SignatureCheck.Unusable unusable ? unusable.detail() : "it is not signed");
        }
        return new Read(troubles, Optional.empty(), Optional.empty());
    }

    private void checkNonce(String nonce) {
        String status = environment.getOrDefault("GIT_PUSH_CERT_NONCE_STATUS", "");
        if (nonce.isEmpty()) {
            stale("it holds no nonce; an administrator may have to set receive.certNonceSeed");
        } else if (!status.equals("OK")) {
            stale("its nonce is not the one that this server gave for this push");
        } else if (!nonce.equals(environment.getOrDefault("GIT_PUSH_CERT_NONCE", ""))) {
            stale("its nonce is another than the one that this server gave");
        } else if (!isFresh(nonce)) {
            stale("its nonce is more than an hour old");
        }
    }

    /** By the seconds that the nonce itself begins with. */
    private boolean isFresh(String nonce) {
        int dash = nonce.indexOf('-');
        try {
            Instant made = Instant.ofEpochSecond(Long.parseLong(nonce.substring(0, Math.max(dash, 0))));
            return !made.isBefore(now.minus(LONGEST)) && !made.isAfter(now.plus(SKEW));
        } catch (NumberFormatException | java.time.DateTimeException e) {
            return false;
        }
    }

    private void invalid(String detail) {
        troubles.add(new Failure(Code.CERTIFICATE_INVALID, "the push certificate: " + detail));
    }

    private void stale(String detail) {
        troubles.add(new Failure(Code.CERTIFICATE_STALE, "the push certificate: " + detail));
    }
}
