package dev.refwarden.format;

import dev.refwarden.people.UnusableKey;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An entry among a person's keys, as the format that it names reads it. Whatever is wrong is reported here, at its place,
 * and reading goes on.
 */
public interface KeyEntry {
    /** What is behind the format's name; absent, and reported, where it is not text, or is a private key. */
    Optional<String> text();

    /** The fields behind the format's name; absent, and reported, where it is not a mapping. */
    Optional<KeyFields> fields();

    /** How long after the time that it gives itself a signature counts; absent where it is judged when it comes. */
    Optional<Duration> judgedWithin();

    /** A file of the configuration; absent, and reported, where it cannot be read, or is a private key. */
    Optional<byte[]> file(String path);

    /** Reports something in words of our own. */
    void problem(String words);

    /**
     * Reports that the key cannot be enrolled.
     *
     * @param source what to put before the reason, such as the name of a file; may be empty
     */
    void unusable(String source, UnusableKey reason);

    /**
     * Claims for the entry's person what they may name several times, but no one else.
     *
     * @param kind tells things of one kind from others that look the same
     * @param what the thing is called where someone else has claimed it, which is then reported
     * @return whether this is the first claim
     */
    boolean claim(String kind, Object thing, Supplier<String> what);

    /** Claims what may stand in one entry only; the parameters and the result are those of {@link #claim}. */
    boolean claimOnce(String kind, Object thing, Supplier<String> what);

    /** Reports that something belongs to the person of another entry. */
    void belongsTo(KeyEntry first, String what);
}
