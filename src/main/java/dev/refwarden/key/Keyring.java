package dev.refwarden.key;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** All enrolled keys, found by what a signature says of the key that made it. */
public final class Keyring {
    private final Map<SshPublicKey, EnrolledKey> ssh = new HashMap<>();

    public Keyring(People people) {
        for (Person person : people.all()) {
            for (EnrolledKey enrolled : person.keys()) {
                if (enrolled.key() instanceof SshPublicKey key) {
                    ssh.put(key, enrolled);
                }
            }
        }
    }

    /** Under which id an SSH key is enrolled, if it is. */
    public Optional<EnrolledKey> find(SshPublicKey key) {
        return Optional.ofNullable(ssh.get(key));
    }
}
