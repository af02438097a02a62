package dev.refwarden.format.ssh;

import dev.refwarden.format.Keyring;
import dev.refwarden.people.EnrolledKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The enrolled SSH keys. */
final class SshIndex {
    private final Map<SshPublicKey, EnrolledKey> enrolled = new HashMap<>();
    private final Keyring keys;

    private SshIndex(Keyring keys) {
        this.keys = keys;
        for (EnrolledKey one : keys.keys(SshPublicKey.class)) {
            if (one.key() instanceof SshPublicKey key) {
                enrolled.put(key, one);
            }
        }
    }

    static SshIndex of(Keyring keys) {
        return keys.index(SshIndex.class, SshIndex::new);
    }

    /** Under which id a key is enrolled, if it is. */
    Optional<EnrolledKey> find(SshPublicKey key) {
        return Optional.ofNullable(enrolled.get(key)).map(keys::remembered);
    }
}
