package dev.refwarden.format.openpgp;

import dev.refwarden.format.Keyring;
import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.Fingerprint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The keys in enrolled OpenPGP certificates; several certificates may hold the same one. */
final class OpenPgpIndex {
    private final List<OpenPgpCandidate> all = new ArrayList<>();
    private final Map<Fingerprint, List<OpenPgpCandidate>> byFingerprint = new HashMap<>();
    private final Map<Long, List<OpenPgpCandidate>> byKeyId = new HashMap<>();

    private OpenPgpIndex(Keyring keys) {
        for (EnrolledKey one : keys.keys(OpenPgpCertificate.class)) {
            EnrolledKey enrolled = keys.remembered(one);
            if (enrolled.key() instanceof OpenPgpCertificate certificate) {
                for (OpenPgpKey key : certificate.keys()) {
                    add(new OpenPgpCandidate(enrolled, certificate, key));
                }
            }
        }
    }

    static OpenPgpIndex of(Keyring keys) {
        return keys.index(OpenPgpIndex.class, OpenPgpIndex::new);
    }

    private void add(OpenPgpCandidate candidate) {
        OpenPgpKey key = candidate.key();
        all.add(candidate);
        byFingerprint
                .computeIfAbsent(key.fingerprint(), fingerprint -> new ArrayList<>(1))
                .add(candidate);
        byKeyId.computeIfAbsent(key.keyId(), id -> new ArrayList<>(1)).add(candidate);
    }

    /** Every key in every enrolled certificate, in the order of the people's ids. */
    List<OpenPgpCandidate> all() {
        return all;
    }

    /** The enrolled certificates that hold the key of this full fingerprint, bound or not. */
    List<OpenPgpCandidate> find(Fingerprint fingerprint) {
        return byFingerprint.getOrDefault(fingerprint, List.of());
    }

    /** The keys that share these 64 bits, which others can choose: a hint, never an identity. */
    List<OpenPgpCandidate> find(long keyId) {
        return byKeyId.getOrDefault(keyId, List.of());
    }
}
