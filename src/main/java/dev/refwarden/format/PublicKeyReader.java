package dev.refwarden.format;

import dev.refwarden.people.PublicKey;
import java.util.Optional;

/**
 * Reads the keys of one format that one configuration enrols. It remembers what it read, since keys concern each other:
 * none belongs to two people, one may revoke another, many may share an authority.
 */
public interface PublicKeyReader {
    /** The key of this entry; nothing, and a problem reported to the entry, where it is none that can be enrolled. */
    Optional<PublicKey> read(KeyEntry entry);
}
