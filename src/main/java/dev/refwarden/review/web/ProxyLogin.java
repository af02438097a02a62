package dev.refwarden.review.web;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A reverse proxy that says in a header who asks. It is believed only in a request that also shows the proxy's secret:
 * every program on this machine can connect to the loopback address and send any header.
 */
public final class ProxyLogin {
    /** The header in which the proxy shows its secret. */
    public static final String SECRET_HEADER = "X-Refwarden-Proxy";

    private static final int LONGEST_LOGIN = 200;
    private static final String NAME = "[A-Za-z0-9-]{1,64}";
    /** What browsers and servers mean something else by. */
    private static final Set<String> TAKEN = Set.of(
            "host",
            "authorization",
            "cookie",
            "origin",
            "referer",
            "user-agent",
            "connection",
            "content-type",
            "content-length",
            "transfer-encoding",
            SECRET_HEADER.toLowerCase(Locale.ROOT));

    private final String header;
    private final Secret secret;

    /**
     * @param header in which the proxy names who asks
     * @param secret what it shows with every request
     * @throws IllegalArgumentException if no login can be in a header of that name
     */
    public ProxyLogin(String header, String secret) {
        String name = header.toLowerCase(Locale.ROOT);
        if (!name.matches(NAME) || TAKEN.contains(name) || name.startsWith("sec-")) {
            throw new IllegalArgumentException("no login can be in a header of that name");
        }
        this.header = name;
        this.secret = new Secret(secret);
    }

    /** Whom the proxy names; absent where it has not proved itself, or names no one, or more than one. */
    Optional<String> login(Request request) {
        String login = request.header(header).strip();
        boolean one = !login.isEmpty()
                && login.length() <= LONGEST_LOGIN
                && login.chars().allMatch(c -> c > ' ' && c < 0x7f && c != ',');
        return one && isProved(request) ? Optional.of(login) : Optional.empty();
    }

    /** Whether the proxy itself sent this. */
    boolean isProved(Request request) {
        return secret.is(request.header(SECRET_HEADER.toLowerCase(Locale.ROOT)));
    }
}
