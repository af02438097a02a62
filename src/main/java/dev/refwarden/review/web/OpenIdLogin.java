package dev.refwarden.review.web;

import dev.refwarden.people.Person;
import dev.refwarden.policy.Issuer;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.statement.IdentityToken;
import dev.refwarden.statement.TokenCheck;
import dev.refwarden.statement.TokenIssuer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Lets people log in at an identity provider: the browser brings an identity token (response type {@code id_token}, OAuth 2.0
 * Form Post Response Mode), made for the nonce that was drawn here. It counts once, and only where the browser that began the
 * login is the one that brings the token: of two secrets, one is in a cookie of the browser that began, which no other site
 * can make it send, and one in the page that answers the token. Otherwise someone could begin a login, have another person
 * end it, and go on as that person.
 */
final class OpenIdLogin {
    private static final String COOKIE = "refwarden-login";
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int MOST_PENDING = 1_000;

    private final OpenIdProvider provider;
    private final Site site;
    private final InstantSource clock;
    private final Map<String, Pending> pending = new LinkedHashMap<>();

    /**
     * A login that was begun.
     *
     * @param browser what the cookie of the browser that began it holds
     * @param arrived absent until a good token came
     */
    private record Pending(Secret browser, String nonce, String back, Instant until, Optional<Arrived> arrived) {
        Pending with(Arrived token) {
            return new Pending(browser, nonce, back, until, Optional.of(token));
        }
    }

    /** @param browser what only the browser that brought the token was told */
    private record Arrived(Person.Identity identity, Secret browser) {}

    /** What became of a login. */
    sealed interface Outcome {
        /** Someone whom the configuration names. */
        record Known(Person.Identity identity, String back) implements Outcome {}

        /** A whole sentence. */
        record Failed(String why) implements Outcome {}
    }

    OpenIdLogin(OpenIdProvider provider, Site site, InstantSource clock) {
        this.provider = provider;
        this.site = site;
        this.clock = clock;
    }

    /** Sends the browser to the provider. */
    synchronized Response start(String back) {
        Instant now = clock.instant();
        pending.values().removeIf(one -> !now.isBefore(one.until()));
        if (pending.size() >= MOST_PENDING) {
            pending.remove(pending.keySet().iterator().next());
        }
        String state = Secret.fresh();
        String browser = Secret.fresh();
        String nonce = Secret.fresh();
        pending.put(state, new Pending(new Secret(browser), nonce, back, now.plus(PATIENCE), Optional.empty()));
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("response_type", "id_token");
        fields.put("response_mode", "form_post");
        fields.put("scope", "openid");
        fields.put("client_id", provider.client());
        fields.put("redirect_uri", provider.redirect().toString());
        fields.put("state", state);
        fields.put("nonce", nonce);
        String authorize = provider.authorize().toString();
        String to = Links.withQuery(authorize, fields);
        return Response.redirect(
                authorize.indexOf('?') < 0 ? to : authorize + "&" + to.substring(authorize.length() + 1),
                Map.of(
                        "Set-Cookie",
                        COOKIE + "=" + browser + "; Path=/login; HttpOnly; SameSite=Strict; Max-Age="
                                + PATIENCE.toSeconds()));
    }

    /** Looks at what the provider's page sent; a login has one try. */
    synchronized Outcome token(Request request) throws IOException {
        String state = request.form().getOrDefault("state", "");
        Pending begun = pending.remove(state);
        if (begun == null || begun.arrived().isPresent() || !clock.instant().isBefore(begun.until())) {
            return new Outcome.Failed("This login was not begun here, or it took too long.");
        }
        Optional<TokenIssuer> issuer = issuer();
        if (issuer.isEmpty()) {
            return new Outcome.Failed(
                    "The configuration has errors, or authorities/issuers.yaml does not name the issuer.");
        }
        TokenCheck check = IdentityToken.check(
                request.form().getOrDefault("id_token", ""),
                issuer.get(),
                new IdentityToken.Login(provider.client(), begun.nonce()),
                clock.instant());
        if (!(check instanceof TokenCheck.Good good)) {
            return new Outcome.Failed("The identity token proves nothing: "
                    + (check instanceof TokenCheck.Bad bad ? bad.detail() : "") + ".");
        }
        Person.Identity identity = new Person.Identity(good.issuer(), good.subject());
        if (Visitor.of(identity, site, clock.instant()).person().isEmpty()) {
            return new Outcome.Failed(
                    "No person in the configuration has the identity " + good.subject() + " of " + good.issuer() + ".");
        }
        String proof = Secret.fresh();
        pending.put(state, begun.with(new Arrived(identity, new Secret(proof))));
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("state", state);
        fields.put("proof", proof);
        return new Outcome.Known(identity, Links.withQuery("/login/done", fields));
    }

    /** Ends it in the browser that began it. */
    synchronized Outcome done(Request request) {
        Pending begun = pending.get(request.query("state"));
        Optional<Arrived> arrived =
                begun == null || !clock.instant().isBefore(begun.until()) ? Optional.empty() : begun.arrived();
        if (begun == null
                || arrived.isEmpty()
                || !begun.browser().is(request.cookie(COOKIE))
                || !arrived.get().browser().is(request.query("proof"))) {
            return new Outcome.Failed("This login was not begun in this browser, or it took too long.");
        }
        pending.remove(request.query("state"));
        return new Outcome.Known(arrived.get().identity(), begun.back());
    }

    private Optional<TokenIssuer> issuer() throws IOException {
        Optional<Configuration> configuration = site.configuration();
        if (configuration.isEmpty()) {
            return Optional.empty();
        }
        for (Issuer one : configuration.get().issuers()) {
            if (one.issuer().equals(provider.issuer())) {
                return Optional.of(
                        new TokenIssuer(one.issuer(), one.keys(), one.algorithm(), one.methods(), one.context()));
            }
        }
        return Optional.empty();
    }
}
