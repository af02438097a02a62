package dev.refwarden.format.openpgp;

import dev.refwarden.format.Lazy;
import dev.refwarden.people.Fingerprint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The primary keys of all certificates that are enrolled: in these, whoever a certificate lets revoke it is
 * looked up, once everything is read. That a key is here says nothing of what it may revoke.
 */
final class OpenPgpRevokers {
    /** Knows no one. */
    static final OpenPgpRevokers NONE = new OpenPgpRevokers();

    private final List<OpenPgpKey> keys = new ArrayList<>();
    private final Lazy<Map<Fingerprint, OpenPgpKey>> byFingerprint = new Lazy<>(this::index);

    /** Adds a key before anybody is looked up. */
    void add(OpenPgpKey primary) {
        keys.add(primary);
    }

    Optional<OpenPgpKey> find(Fingerprint fingerprint) {
        return Optional.ofNullable(byFingerprint.get().get(fingerprint));
    }

    private Map<Fingerprint, OpenPgpKey> index() {
        Map<Fingerprint, OpenPgpKey> index = new HashMap<>();
        keys.forEach(key -> index.put(key.fingerprint(), key));
        return index;
    }
}
