package dev.refwarden.hook;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id of one run of the hook, under which its decision is kept. It says which push a decision is of; it is not secret
 * and proves nothing.
 *
 * @param value a UUID as Linux prints it in {@code /proc/sys/kernel/random/uuid}: 36 characters, lower case
 */
public record PushNonce(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    public PushNonce {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a nonce");
        }
    }

    /** Absent unless the text is one. */
    public static Optional<PushNonce> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new PushNonce(text)) : Optional.empty();
    }
}
