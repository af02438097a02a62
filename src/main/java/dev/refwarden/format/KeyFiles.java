package dev.refwarden.format;

import dev.refwarden.people.UnusableKey;
import java.util.List;
import java.util.Optional;

/** Public keys of one format in files that people hand in. None of these files holds a private key: that is looked at before. */
public interface KeyFiles {
    /** Whether the file bears the mark of this format; says nothing about whether it can be read. */
    boolean recognizes(byte[] file);

    /** The keys of a file, each as a file by itself. */
    default List<byte[]> split(byte[] file) {
        return List.of(file);
    }

    /** What an id made up for the file's key ends in, such as {@code ssh-ed25519}. */
    String kind(byte[] file);

    /** @throws UnusableKey if the file does not hold exactly one key that can be enrolled, with the reason */
    PeopleEntry entry(byte[] file, PeopleEntry.Wanted wanted) throws UnusableKey;

    /**
     * The keys that other programs keep in such a file, with what they say of them.
     *
     * @param owner names by which a person may be known whose file it is
     * @return absent where the file is not of this format
     */
    default Optional<List<KeyOffer>> offers(byte[] file, List<String> owner) {
        return Optional.empty();
    }

    /**
     * The keys of a file that names itself whom they belong to.
     *
     * @return absent where it is no such file
     * @throws UnusableKey if it is a file of another kind that is known, with its name
     */
    default Optional<List<KeyOffer>> signers(byte[] file) throws UnusableKey {
        return Optional.empty();
    }
}
