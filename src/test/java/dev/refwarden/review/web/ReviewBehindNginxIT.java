package dev.refwarden.review.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.LocalTool;
import dev.refwarden.ledger.CaseEvent;
import dev.refwarden.ledger.CaseId;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.policy.Folder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page behind a real nginx, which asks for a name and a password and hands the name on. */
class ReviewBehindNginxIT {
    private static final String TOKEN = "right-token-0123456789";
    private static final String SECRET = "the-proxys-secret-0123456789";

    @TempDir
    private Path folder;

    private final List<String> failures = new CopyOnWriteArrayList<>();
    private Ledger ledger;
    private ReviewServer server;
    private Process nginx;
    private int port;
    private CaseId caseId;

    @BeforeEach
    void start() throws Exception {
        LocalTool.need("nginx", "nginx");
        Folder config = Folder.least(folder.resolve("config"));
        for (String id : List.of("bob", "carol")) {
            config.write("people/" + id + ".yaml", "name: " + id + "\naccounts: [" + id + "]\nkeys: []\n");
        }
        ledger = Ledger.create(new StateFolder(Files.createDirectory(folder.resolve("state"))));
        caseId = RefusedPush.append(ledger, "alice", "refs/heads/main", Instant.parse("2026-11-29T12:00:00Z"));
        server = new ReviewServer(
                folder.resolve("config"),
                ledger,
                new ReviewServer.Entrance(
                        0,
                        List.of("review.example.org"),
                        TOKEN,
                        Optional.of(new ProxyLogin("X-Forwarded-User", SECRET))),
                "refwarden of these tests",
                failures::add);
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        startNginx();
    }

    private void startNginx() throws Exception {
        Path web = Files.createDirectory(folder.resolve("web"));
        Files.writeString(web.resolve("users"), "bob:{PLAIN}bob-password\nmallory:{PLAIN}mallory-password\n");
        Files.writeString(web.resolve("nginx.conf"), """
                daemon off;
                user %s;
                pid WEB/pid;
                error_log WEB/error.log;
                events { worker_connections 64; }
                http {
                    access_log WEB/access.log;
                    client_body_temp_path WEB/body;
                    fastcgi_temp_path WEB/fastcgi;
                    proxy_temp_path WEB/proxy;
                    uwsgi_temp_path WEB/uwsgi;
                    scgi_temp_path WEB/scgi;
                    server {
                        listen 127.0.0.1:%d;
                        auth_basic "review";
                        auth_basic_user_file WEB/users;
                        location / {
                            limit_except GET POST { deny all; }
                            client_max_body_size 64k;
                            proxy_set_header X-Forwarded-User $remote_user;
                            proxy_set_header Host review.example.org;
                            proxy_set_header Authorization "Bearer %s";
                            proxy_set_header X-Refwarden-Proxy "%s";
                            proxy_pass http://127.0.0.1:%d;
                        }
                    }
                }
                """.formatted(
                        System.getProperty("user.name"),
                        port,
                        TOKEN,
                        SECRET,
                        URI.create(server.address()).getPort())
                .replace("WEB", web.toString()));
        nginx = new ProcessBuilder("nginx", "-e", web + "/error.log", "-c", web + "/nginx.conf")
                .redirectErrorStream(true)
                .redirectOutput(web.resolve("out").toFile())
                .start();
        Instant end = Instant.now().plusSeconds(20);
        while (!answers()) {
            if (!nginx.isAlive() || Instant.now().isAfter(end)) {
                throw new AssertionError(Files.readString(web.resolve("out")));
            }
            Thread.sleep(50);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (nginx != null) {
            nginx.destroy();
            nginx.waitFor(20, TimeUnit.SECONDS);
        }
        if (server != null) {
            server.close();
            ledger.close();
        }
        assertThat(failures).isEmpty();
    }

    private HttpRequest.Builder by(String user) {
        String login =
                Base64.getEncoder().encodeToString((user + ":" + user + "-password").getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/case/" + caseId))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Basic " + login);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.BodyPublisher note(String page, String text) {
        Matcher form = Pattern.compile("name=\"form\" value=\"([^\"]*)\"").matcher(page);
        return HttpRequest.BodyPublishers.ofString("did=note&form=" + (form.find() ? form.group(1) : "") + "&text="
                + URLEncoder.encode(text, StandardCharsets.UTF_8));
    }

    @Test
    void whoLoggedInWritesInTheirOwnName() throws Exception {
        HttpResponse<String> page = send(by("bob"));
        assertThat(page.body()).contains("Your work on it, bob").doesNotContain(SECRET, TOKEN);
        HttpResponse<String> answer = send(by("bob")
                .header("Origin", "https://review.example.org")
                .header("X-Forwarded-User", "carol")
                .POST(note(page.body(), "called her")));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(CaseEvent.about(ledger, caseId)).singleElement().satisfies(event -> {
            assertThat(event.person()).isEqualTo("bob");
            assertThat(event.text()).isEqualTo("called her");
        });
        String log = Files.readString(folder.resolve("web/access.log"));
        assertThat(log).contains("POST /case/").doesNotContain(SECRET, TOKEN, "called");
    }

    @Test
    void aHeaderOfTheBrowsersOwnNamesNobody() throws Exception {
        for (String header : List.of("X-Forwarded-User", "x-forwarded-user", "X_Forwarded_User")) {
            HttpResponse<String> page = send(by("mallory").header(header, "bob"));
            assertThat(page.body())
                    .contains("your login, mallory, is not an account")
                    .doesNotContain("<form method=\"post\"");
        }
        assertThat(send(by("mallory")
                                .header("Origin", "https://review.example.org")
                                .header("X-Forwarded-User", "bob")
                                .POST(note("", "x")))
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(by("nobody")).statusCode()).isEqualTo(401);
        assertThat(CaseEvent.about(ledger, caseId)).isEmpty();
    }

    @Test
    void aVeryLongNoteIsRefusedBeforeItIsRead() throws Exception {
        String page = send(by("bob")).body();
        HttpResponse<String> answer =
                send(by("bob").header("Origin", "https://review.example.org").POST(note(page, "x".repeat(1 << 20))));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(CaseEvent.about(ledger, caseId)).isEmpty();
        assertThat(Objects.requireNonNull(nginx).isAlive()).isTrue();
    }
}
