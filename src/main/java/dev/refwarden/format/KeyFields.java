package dev.refwarden.format;

import java.util.List;
import java.util.Optional;

/** The fields of a {@link KeyEntry}. A field that cannot be read is reported and counts as absent. */
public interface KeyFields {
    boolean has(String field);

    Optional<String> text(String field);

    /** A text, whose absence is reported. */
    Optional<String> requiredText(String field);

    /** Texts in a list; none where the field is absent. */
    List<String> texts(String field);

    /** A file of the configuration; absent, and reported at the field, where it cannot be read, or is a private key. */
    Optional<byte[]> file(String field, String path);

    /** Reports something about a field, in words of our own. */
    void problem(String field, String words);

    /** Reports that {@code value}, which is in the field, is not what it must be. */
    void refuse(String field, String value, String why);

    /** Reports every field that no one asked for. */
    void end();
}
