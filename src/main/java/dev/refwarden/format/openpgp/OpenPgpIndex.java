package dev.refwarden.format.openpgp;

import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.Fingerprint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The keys in enrolled OpenPGP certificates; several certificates may hold the same one. */
public final class OpenPgpIndex {
    private final List<OpenPgpCandidate> all = new ArrayList<>();
    private final Map<Fingerprint, List<OpenPgpCandidate>> byFingerprint = new HashMap<>();
    private final Map<Long, List<OpenPgpCandidate>> byKeyId = new HashMap<>();

    public OpenPgpIndex(List<EnrolledKey> keys) {
        for (EnrolledKey enrolled : keys) {
            if (enrolled.key() instanceof OpenPgpCertificate certificate) {
                for (OpenPgpKey key : certificate.keys()) {
                    add(new OpenPgpCandidate(enrolled, certificate, key));
                }
            }
        }
    }

    private void add(OpenPgpCandidate candidate) {
        OpenPgpKey key = candidate.key();
        all.add(candidate);
        byFingerprint
                .computeIfAbsent(key.fingerprint(), fingerprint -> new ArrayList<>(1))
                .add(candidate);
        byKeyId.computeIfAbsent(key.keyId(), id -> new ArrayList<>(1)).add(candidate);
    }

    public List<OpenPgpCandidate> all() {
        return all;
    }

    public List<OpenPgpCandidate> find(Fingerprint fingerprint) {
        return byFingerprint.getOrDefault(fingerprint, List.of());
    }

    public List<OpenPgpCandidate> find(long keyId) {
        return byKeyId.getOrDefault(keyId, List.of());
    }
}
