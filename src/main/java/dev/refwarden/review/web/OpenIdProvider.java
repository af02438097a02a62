package dev.refwarden.review.web;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An identity provider at which people log in (OpenID Connect Core 1.0). Its keys are those of {@code
 * authorities/issuers.yaml}; nothing is fetched from it.
 *
 * @param issuer as its tokens name it
 * @param authorize where browsers are sent
 * @param client the name under which it knows this page
 * @param redirect where it sends browsers back: {@code /login/openid} of this page, as browsers reach it
 */
public record OpenIdProvider(String issuer, URI authorize, String client, URI redirect) {
    /** The path of {@code redirect}. */
    public static final String PATH = "/login/openid";

    private static final Set<String> NAMES = Set.of("issuer", "authorize", "client", "redirect");

    /**
     * Reads what a file of properties says.
     *
     * @throws IllegalArgumentException with what is wrong
     */
    public static OpenIdProvider of(Map<String, String> said) {
        if (!said.keySet().equals(NAMES) || said.containsValue("")) {
            throw new IllegalArgumentException("issuer, authorize, client and redirect are required, and nothing else");
        }
        URI redirect = address(said, "redirect");
        if (!PATH.equals(redirect.getPath()) || redirect.getRawQuery() != null) {
            throw new IllegalArgumentException("redirect has to end in " + PATH);
        }
        return new OpenIdProvider(text(said, "issuer"), address(said, "authorize"), text(said, "client"), redirect);
    }

    private static String text(Map<String, String> said, String name) {
        return Optional.ofNullable(said.get(name)).orElse("").strip();
    }

    /** Over plain HTTP anybody on the way could take the login, but on this machine. */
    private static URI address(Map<String, String> said, String name) {
        URI address = URI.create(text(said, name));
        boolean here = "http".equals(address.getScheme())
                && Set.of("127.0.0.1", "localhost").contains(String.valueOf(address.getHost()));
        if (address.getHost() == null
                || address.getRawFragment() != null
                || !("https".equals(address.getScheme()) || here)) {
            throw new IllegalArgumentException(name + " is not a https address");
        }
        return address;
    }
}
