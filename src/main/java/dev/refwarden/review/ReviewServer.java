package dev.refwarden.review;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.refwarden.cases.IndexProgress;
import dev.refwarden.log.StateFolder;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Answers browsers, on the loopback address only. */
public final class ReviewServer implements AutoCloseable {
    private static final int THREADS = 4;
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
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Gate gate;
    private final Health health;
    private final Pages pages;
    private final Consumer<String> errors;
    private final String token;

    /**
     * Starts.
     *
     * @param port 0 for any that is free
     * @param token what browsers must show
     * @param version of this program, as {@code --version} prints it
     * @param names other names under which a proxy asks, with their ports where they have one
     * @param errors where failures are told to whoever runs this
     */
    public ReviewServer(
            Path config,
            StateFolder state,
            int port,
            String token,
            String version,
            List<String> names,
            IndexProgress progress,
            Consumer<String> errors)
            throws IOException {
        this.errors = errors;
        this.token = token;
        Site site = new Site(config, state, progress);
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 0);
        Set<String> hosts = new HashSet<>(names);
        hosts.add("127.0.0.1:" + port());
        hosts.add("localhost:" + port());
        this.gate = new Gate(token, hosts, InstantSource.system());
        this.health = new Health(site, version, InstantSource.system());
        this.pages = new Pages(site, health, InstantSource.system());
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** A token that nobody guesses. */
    public static String newToken() {
        return Gate.newToken();
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
            Response response;
            try {
                Optional<Request> request = Request.of(exchange);
                response = request.isPresent() ? answer(request.get()) : Response.text(400, "this is no request");
            } catch (IOException | RuntimeException failure) {
                errors.accept("refwarden: a page failed: " + failure);
                response = Response.text(500, "this page could not be made; the reason is where refwarden runs");
            }
            send(exchange, response);
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
        if (admission instanceof Gate.Admission.Paused paused) {
            return Response.text(429, "too many wrong tokens; try again in " + paused.seconds() + " seconds");
        }
        if (admission instanceof Gate.Admission.Unknown unknown) {
            return pages.login(unknown.wrongToken(), request);
        }
        if (admission instanceof Gate.Admission.LoggedIn loggedIn) {
            String path = request.method().equals("POST") ? "/" : "/" + String.join("/", request.path());
            return Response.redirect(Links.plain(path), Map.of("Set-Cookie", loggedIn.cookie()));
        }
        return switch (request.method()) {
            case "GET", "HEAD" -> pages.page(request);
            default -> Response.text(405, "this page only shows");
        };
    }

    private static Response style() throws IOException {
        try (InputStream in = ReviewServer.class.getResourceAsStream(STYLE)) {
            byte[] css = in == null ? new byte[0] : in.readAllBytes();
            return new Response(200, "text/css; charset=utf-8", css, Map.of());
        }
    }

    private static void send(HttpExchange exchange, Response response) throws IOException {
        HEADERS.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.getResponseHeaders().set("Content-Type", response.type());
        response.headers()
                .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        boolean empty = exchange.getRequestMethod().equals("HEAD") || response.body().length == 0;
        exchange.sendResponseHeaders(response.status(), empty ? -1 : response.body().length);
        if (!empty) {
            exchange.getResponseBody().write(response.body());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        health.close();
        threads.shutdownNow();
    }
}
