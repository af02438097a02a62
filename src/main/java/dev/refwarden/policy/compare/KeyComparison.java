package dev.refwarden.policy.compare;

import dev.refwarden.format.SignatureFormats;
import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.Fingerprint;
import dev.refwarden.people.Purpose;
import dev.refwarden.people.SigningKey;
import dev.refwarden.people.SigningKey.Revocation;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares one enrolled key: what is in the person's file, and in the file that it names. */
final class KeyComparison {
    private final Changes into;

    KeyComparison(Changes into) {
        this.into = into;
    }

    void gone(EnrolledKey key) {
        if (key.compromised().isPresent()) {
            into.weaker("is gone, and was compromised: what it signed and the log shows accepted is settled again");
        } else {
            into.stronger("is gone; what it signed is by an unknown key now");
        }
    }

    void compare(EnrolledKey before, EnrolledKey after) {
        boolean told = SignatureFormats.of(before.key()).compare(before.key(), after.key(), into);
        if (!told && !before.key().fingerprint().equals(after.key().fingerprint())) {
            into.weaker("is another key now, " + after.key().fingerprint());
        } else if (!told) {
            parts(before.key().signingKeys(), after.key().signingKeys());
        }
        into.leave(before.hardware(), after.hardware(), "counts as a hardware key");
        into.admitted(purposes(before), purposes(after), "may sign");
        if (after.enrolled().isBefore(before.enrolled())) {
            into.weaker("is enrolled earlier, from " + after.enrolled());
        } else if (after.enrolled().isAfter(before.enrolled())) {
            into.stronger("is enrolled later, from " + after.enrolled());
        }
        ends("expires", before.expires(), after.expires(), into);
        ends("is retired", before.retired(), after.retired(), into);
        ends("is compromised", before.compromised(), after.compromised(), into);
        softened(before, after);
    }

    /** A revocation without a reason speaks against everything until the file says itself when the key ended. */
    private void softened(EnrolledKey before, EnrolledKey after) {
        boolean unspecified = after.key().signingKeys().stream()
                .flatMap(part -> part.revocation().stream())
                .anyMatch(revocation -> revocation.kind() == Revocation.Kind.UNSPECIFIED);
        boolean was = before.retired().isPresent() || before.compromised().isPresent();
        boolean is = after.retired().isPresent() || after.compromised().isPresent();
        if (unspecified) {
            into.leave(was, is, "softens its revocation: what it signed before counts again");
        }
    }

    /** The keys inside a certificate, which its owner makes and ends. */
    private void parts(List<SigningKey> before, List<SigningKey> after) {
        Map<Fingerprint, SigningKey> old = byFingerprint(before);
        Map<Fingerprint, SigningKey> fresh = byFingerprint(after);
        into.admitted(texts(old), texts(fresh), "may sign by its key");
        old.forEach((fingerprint, key) -> {
            SigningKey now = fresh.get(fingerprint);
            if (now != null) {
                Changes on = old.size() == 1 ? into : into.when("its key " + fingerprint + " ");
                ends("expires by its own word", key.expires(), now.expires(), on);
                revocations(key.revocation(), now.revocation(), on);
            }
        });
    }

    private static void revocations(Optional<Revocation> before, Optional<Revocation> after, Changes on) {
        int was = gravity(before);
        int is = gravity(after);
        if (is < was) {
            on.weaker(after.isEmpty() ? "is revoked by its owner no more" : "is revoked by its owner less gravely");
        } else if (is > was) {
            on.stronger("is revoked by its owner");
        } else if (before.isPresent() && after.isPresent()) {
            ends("is revoked", before.map(Revocation::at), after.map(Revocation::at), on);
        }
    }

    private static int gravity(Optional<Revocation> revocation) {
        return revocation
                .map(known -> switch (known.kind()) {
                    case COMPROMISED -> 3;
                    case UNSPECIFIED -> 2;
                    case SOFT -> 1;
                })
                .orElse(0);
    }

    static void ends(String what, Optional<Instant> before, Optional<Instant> after, Changes into) {
        Instant was = before.orElse(Instant.MAX);
        Instant is = after.orElse(Instant.MAX);
        if (is.isAfter(was)) {
            into.weaker(after.isEmpty() ? what + " no more" : what + " later, from " + is + " on");
        } else if (is.isBefore(was)) {
            into.stronger(what + " from " + is + " on");
        }
    }

    private static Collection<String> purposes(EnrolledKey key) {
        return key.purposes().stream().map(Purpose::yamlName).sorted().toList();
    }

    private static List<String> texts(Map<Fingerprint, SigningKey> keys) {
        return keys.keySet().stream().map(Fingerprint::toString).toList();
    }

    private static Map<Fingerprint, SigningKey> byFingerprint(List<SigningKey> keys) {
        Map<Fingerprint, SigningKey> map = new LinkedHashMap<>();
        keys.forEach(key -> map.put(key.fingerprint(), key));
        return map;
    }
}
