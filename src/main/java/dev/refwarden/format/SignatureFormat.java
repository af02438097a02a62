package dev.refwarden.format;

import dev.refwarden.git.SignedBytes;
import dev.refwarden.people.PublicKey;
import java.util.List;
import java.util.Optional;

/**
 * One format of signatures, whole in its folder: everything that is particular to it is behind this interface and
 * behind the {@link PublicKey}s that its reader makes. A new format is a folder and a line in {@link SignatureFormats}.
 */
public interface SignatureFormat {
    /** Its word in people files, which is git's own in {@code gpg.format}. */
    String name();

    /** What its armored block is called between the dashes, such as {@code SSH SIGNATURE}. */
    String armorLabel();

    /**
     * Checks the armored block that an object carries over {@code signed}.
     *
     * @param armor begins with the BEGIN line of {@link #armorLabel}; lines end in LF or CRLF
     * @param trailingAllowed whether text after the END line is passed over instead of refused
     */
    SignatureCheck check(SignedBytes signed, byte[] armor, boolean trailingAllowed, Keyring keys);

    /** Its signatures over statements; absent where people sign objects alone in this format. */
    default Optional<StatementSignatures> statements() {
        return Optional.empty();
    }

    /** Whether the key was read by this format. */
    boolean owns(PublicKey key);

    /** A new reader, for one configuration. */
    PublicKeyReader keyReader();

    /** Whether its keys may be judged at the time that a signature gives for its making. */
    default boolean isJudgedAtSigningTime() {
        return false;
    }

    /**
     * Compares what an id enrols before and after a change, where fingerprints and their ends do not tell it.
     *
     * @return false where they do, or where not both keys are of this format; nothing is said then
     */
    default boolean compare(PublicKey before, PublicKey after, KeyChanges changes) {
        return false;
    }

    /**
     * What makes git sign with one of some keys.
     *
     * @param keys not empty, each one that this format {@link #owns}; only the first where it does not find keys
     */
    GitSigningKey gitSigningKey(List<PublicKey> keys);

    /** Whether the one of several keys that is on a computer can be found there; else a key is asked for by its name. */
    default boolean findsSigningKeys() {
        return false;
    }

    /** Its public keys in files that people hand in. */
    KeyFiles keyFiles();
}
