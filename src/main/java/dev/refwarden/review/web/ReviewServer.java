package dev.refwarden.review.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.refwarden.ledger.CaseEvent;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.people.Person;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Answers browsers, on the loopback address only. */
public final class ReviewServer implements AutoCloseable {
    /** How long a browser may stand still, sending or taking nothing. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int MOST_PAGES_AT_ONCE = 4;
    private static final int WRITTEN_AT_ONCE = 1 << 14;
    private static final String STYLE = "style.css";

    /** Nothing is run, loaded or framed but the page's own style sheet; forms come back here only. */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    private final HttpServer server;
    private final ExchangeThreads threads;
    private final Semaphore making = new Semaphore(MOST_PAGES_AT_ONCE);
    private final Gate gate;
    private final Health health;
    private final Lookout lookout;
    private final Pages pages;
    private final Site site;
    private final Optional<ProxyLogin> proxy;
    private final Optional<OpenIdLogin> openId;
    private final Consumer<String> errors;
    private final String token;

    /**
     * How browsers come in.
     *
     * @param port 0 for any that is free
     * @param names other names under which a proxy asks, with their ports where they have one
     * @param token what browsers must show
     * @param proxy whose word counts for who asks; absent where there is none
     * @param openId where people log in; absent where they do not
     */
    public record Entrance(
            int port, List<String> names, String token, Optional<ProxyLogin> proxy, Optional<OpenIdProvider> openId) {
        /** @throws IllegalArgumentException if two logins could name two people */
        public Entrance {
            names = List.copyOf(names);
            if (proxy.isPresent() && openId.isPresent()) {
                throw new IllegalArgumentException("either a proxy says who asks, or an identity provider does");
            }
        }

        /** Through which a proxy may name people. */
        public Entrance(int port, List<String> names, String token, Optional<ProxyLogin> proxy) {
            this(port, names, token, proxy, Optional.empty());
        }

        /** Through which people read only. */
        public Entrance(int port, List<String> names, String token) {
            this(port, names, token, Optional.empty());
        }
    }

    /**
     * Starts.
     *
     * @param version of this program, as {@code --version} prints it
     * @param errors where failures are reported to whoever runs this
     */
    public ReviewServer(Path config, Ledger ledger, Entrance entrance, String version, Consumer<String> errors)
            throws IOException {
        this(config, ledger, entrance, version, errors, PATIENCE);
    }

    ReviewServer(
            Path config, Ledger ledger, Entrance entrance, String version, Consumer<String> errors, Duration patience)
            throws IOException {
        this.threads = new ExchangeThreads(patience);
        this.errors = errors;
        this.token = entrance.token();
        this.proxy = entrance.proxy();
        this.site = new Site(config, ledger);
        this.openId = entrance.openId().map(provider -> new OpenIdLogin(provider, site, InstantSource.system()));
        this.server = HttpServer.create(
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), entrance.port()), 0);
        Set<String> hosts = new HashSet<>(entrance.names());
        hosts.add("127.0.0.1:" + port());
        hosts.add("localhost:" + port());
        this.gate = new Gate(token, hosts, InstantSource.system());
        this.health = new Health(site, version, InstantSource.system());
        this.lookout = new Lookout(site, InstantSource.system());
        this.pages = new Pages(site, health, lookout, InstantSource.system());
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** A token that no one guesses. */
    public static String newToken() {
        return Secret.fresh();
    }

    private int port() {
        return server.getAddress().getPort();
    }

    /** Where a browser goes to be let in. */
    public String address() {
        return "http://127.0.0.1:" + port() + "/?token=" + token;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            // Where the browser breaks off, or is too slow, there is no one to answer.
            Optional<byte[]> body = FormBody.of(exchange);
            Optional<Request> request = body.flatMap(form -> Request.of(exchange, form));
            threads.browserWaits();
            Response response;
            if (body.isEmpty()) {
                response = Response.text(
                        413,
                        "nothing was written: a note has at most " + CaseEvent.LONGEST_TEXT
                                + " characters; go back, and shorten it");
            } else {
                response = request.isPresent() ? made(request.get()) : Response.text(400, "this is not a request");
            }
            threads.waitForBrowser();
            send(exchange, response);
        }
    }

    private Response made(Request request) {
        try {
            return answer(request);
        } catch (IOException | RuntimeException failure) {
            errors.accept("refwarden: a page failed: " + failure);
            return Response.text(500, "this page could not be made; the reason is where refwarden runs");
        }
    }

    private Response answer(Request request) throws IOException {
        Gate.Admission admission = gate.admit(request);
        if (admission instanceof Gate.Admission.ForeignHost) {
            return Response.text(421, "this server does not answer under that name");
        }
        if (request.path().equals(List.of(STYLE))) {
            return style();
        }
        List<String> path = request.path();
        if (openId.isPresent() && path.size() == 2 && path.get(0).equals("login")) {
            return login(openId.get(), path.get(1), request);
        }
        if (admission instanceof Gate.Admission.Paused paused) {
            return Response.text(
                    429, "too many wrong tokens; try again in " + paused.seconds() + " seconds, or with the right one");
        }
        if (admission instanceof Gate.Admission.Unknown unknown) {
            return pages.login(unknown.wrongToken(), openId.isPresent(), request);
        }
        if (admission instanceof Gate.Admission.LoggedIn loggedIn) {
            return Response.redirect(Links.back(request), Map.of("Set-Cookie", loggedIn.cookie()));
        }
        Optional<Person.Identity> identity =
                admission instanceof Gate.Admission.Admitted admitted ? admitted.identity() : Optional.empty();
        return switch (request.method()) {
            case "GET", "HEAD", "POST" -> page(request, identity);
            default -> Response.text(405, "this page only shows");
        };
    }

    /** A step of a login at the identity provider. */
    private Response login(OpenIdLogin login, String step, Request request) throws IOException {
        OpenIdLogin.Outcome outcome;
        switch (request.method() + " " + step) {
            case "GET start" -> {
                return login.start(Links.here(request.query("back")));
            }
            case "POST openid" -> outcome = login.token(request);
            case "GET done" -> outcome = login.done(request);
            default -> {
                return Response.text(404, "there is no such page");
            }
        }
        if (outcome instanceof OpenIdLogin.Outcome.Failed failed) {
            return pages.arrived(403, new ArrivedPage(true, failed.why(), ""));
        }
        OpenIdLogin.Outcome.Known known = (OpenIdLogin.Outcome.Known) outcome;
        return step.equals("done")
                ? Response.redirect(known.back(), Map.of("Set-Cookie", gate.open(Optional.of(known.identity()))))
                : pages.arrived(200, new ArrivedPage(false, "The login succeeded.", known.back()));
    }

    private Response page(Request request, Optional<Person.Identity> identity) throws IOException {
        making.acquireUninterruptibly();
        try {
            Instant now = InstantSource.system().instant();
            Visitor visitor = identity.isPresent()
                    ? Visitor.of(identity.get(), site, now)
                    : Visitor.of(request, proxy, site, now);
            if (identity.isPresent() && visitor.person().isEmpty()) {
                // Whoever has left does not read on.
                return pages.login(false, openId.isPresent(), request);
            }
            return request.method().equals("POST") ? pages.post(request, visitor) : pages.page(request, visitor);
        } finally {
            making.release();
        }
    }

    private static Response style() throws IOException {
        try (InputStream in = ReviewServer.class.getResourceAsStream(STYLE)) {
            byte[] css = in == null ? new byte[0] : in.readAllBytes();
            return new Response(200, "text/css; charset=utf-8", css, Map.of());
        }
    }

    private void send(HttpExchange exchange, Response response) throws IOException {
        HEADERS.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.getResponseHeaders().set("Content-Type", response.type());
        response.headers()
                .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        boolean empty = exchange.getRequestMethod().equals("HEAD") || response.body().length == 0;
        exchange.sendResponseHeaders(response.status(), empty ? -1 : response.body().length);
        if (!empty) {
            byte[] body = response.body();
            for (int at = 0; at < body.length; at += WRITTEN_AT_ONCE) {
                threads.waitForBrowser();
                exchange.getResponseBody().write(body, at, Math.min(WRITTEN_AT_ONCE, body.length - at));
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        health.close();
        lookout.close();
        site.close();
        threads.close();
    }
}
