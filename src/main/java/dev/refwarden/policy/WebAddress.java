package dev.refwarden.policy;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Addresses on the web to which something is sent, or people are led: {@code https}, or {@code http} to this machine. */
public final class WebAddress {
    private static final int LONGEST = 2_000;

    private WebAddress() {}

    /** The address; absent where {@code text} is none, is not protected, or holds a user and password. */
    public static Optional<URI> of(String text) {
        try {
            URI uri = new URI(text);
            boolean plain = uri.getRawUserInfo() == null && uri.getRawFragment() == null;
            return plain && text.length() <= LONGEST && isProtected(uri) ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            // Its message holds the address, which may be a secret.
            return Optional.empty();
        }
    }

    private static boolean isProtected(URI uri) {
        if (uri.getScheme() == null || uri.getHost() == null) {
            return false;
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        return scheme.equals("https") || (scheme.equals("http") && Loopback.is(uri.getHost()));
    }
}
