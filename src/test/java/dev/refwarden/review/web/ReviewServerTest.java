package dev.refwarden.review.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.StateFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes over the wire, byte by byte, whatever a browser would make of it. */
class ReviewServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MANY = 150;
    private static final String TOKEN = "right-token-0123456789";

    @TempDir
    private Path folder;

    private final List<String> failures = new CopyOnWriteArrayList<>();
    private ReviewServer server;
    private int port;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(folder.resolve("config/people"));
        Files.createDirectories(folder.resolve("state"));
        Files.writeString(folder.resolve("config/policy.yaml"), "version: 1\nrepositories: nonsense\n");
        server = new ReviewServer(
                folder.resolve("config"),
                Ledger.create(new StateFolder(folder.resolve("state"))),
                new ReviewServer.Entrance(0, List.of("review.example.org"), TOKEN),
                "refwarden of these tests",
                failures::add,
                PATIENCE);
        port = Integer.parseInt(server.address().replaceAll("http://127.0.0.1:(\\d+)/.*", "$1"));
    }

    @AfterEach
    void stop() {
        server.close();
        assertThat(failures).isEmpty();
    }

    private String send(String... lines) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String get(String target, String... headers) throws IOException {
        String[] lines = new String[headers.length + 3];
        lines[0] = "GET " + target + " HTTP/1.1";
        lines[1] = "Host: 127.0.0.1:" + port;
        lines[2] = "Connection: close";
        System.arraycopy(headers, 0, lines, 3, headers.length);
        return send(lines);
    }

    private String bearer(String target) throws IOException {
        return get(target, "Authorization: Bearer " + TOKEN);
    }

    @Test
    void withoutTheTokenThereIs401AndNothingElse() throws IOException {
        for (String target :
                List.of("/", "/chart", "/case/K7F3-2QXM", "/policy", "/health", "/feed.atom", "/nothing")) {
            assertThat(get(target)).startsWith("HTTP/1.1 401 ").contains("<title>Log in");
        }
        assertThat(get("/?token=wrong")).startsWith("HTTP/1.1 401 ").contains("That is not the token.");
    }

    @Test
    void theTokenInTheAddressGivesACookieAndGoesAway() throws IOException {
        assertThat(get("/?q=code%3Aunsigned+x&before=7&token=" + TOKEN))
                .containsIgnoringCase("Location: /?before=7&q=code%3Aunsigned%20x\r\n");
        assertThat(get("/case/K7F3-2QXM?token=" + TOKEN))
                .startsWith("HTTP/1.1 303 ")
                .containsIgnoringCase("Location: /case/K7F3-2QXM\r\n")
                .containsIgnoringCase("Set-Cookie: refwarden=")
                .contains("HttpOnly; SameSite=Strict");
        assertThat(get("//evil.example.org/?token=" + TOKEN))
                .startsWith("HTTP/1.1 303 ")
                .containsIgnoringCase("Location: /\r\n");
    }

    @Test
    void everyAnswerForbidsScriptsFramesAndKeeping() throws IOException {
        for (String answer : List.of(get("/"), bearer("/"), bearer("/nothing"), bearer("/style.css"))) {
            assertThat(answer)
                    .containsIgnoringCase(
                            "Content-Security-Policy: default-src 'none'; style-src 'self'; form-action 'self';"
                                    + " base-uri 'none'; frame-ancestors 'none'\r\n")
                    .containsIgnoringCase("X-Content-Type-Options: nosniff\r\n")
                    .containsIgnoringCase("Referrer-Policy: no-referrer\r\n")
                    .containsIgnoringCase("Cache-Control: no-store\r\n")
                    .doesNotContain("<script", "style=");
        }
    }

    @Test
    void everyPageIsThereEvenWithoutALogOrAPolicy() throws IOException {
        for (String target : List.of(
                "/",
                "/chart",
                "/policy",
                "/health",
                "/person/nobody",
                "/key/none",
                "/cases.json",
                "/cases.csv",
                "/feed.atom",
                "/chart.csv")) {
            assertThat(bearer(target)).startsWith("HTTP/1.1 200 ");
        }
        assertThat(bearer("/policy")).contains("policy.yaml:2:15");
        assertThat(bearer("/")).contains("Nothing was refused yet.");
        assertThat(bearer("/cases.json")).contains("{\"schema\":\"refwarden.cases/1\",\"cases\":[");
        assertThat(bearer("/cases.json?q=persn:alice"))
                .startsWith("HTTP/1.1 400 ")
                .contains("did you mean");
        assertThat(bearer("/push/1")).startsWith("HTTP/1.1 404 ");
        assertThat(bearer("/case/AAAA-AAAA")).startsWith("HTTP/1.1 404 ").contains("Was it another server");
        assertThat(bearer("/case/..%2f..%2fetc%2fpasswd")).startsWith("HTTP/1.1 404 ");
        assertThat(bearer("/person/a/b")).startsWith("HTTP/1.1 404 ");
    }

    @Test
    void nothingCanBeChangedOrAskedUnderAnotherName() throws IOException {
        for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "TRACE")) {
            assertThat(send(
                            method + " / HTTP/1.1",
                            "Host: 127.0.0.1:" + port,
                            "Connection: close",
                            "Authorization: Bearer " + TOKEN,
                            "Content-Length: 0"))
                    .startsWith("HTTP/1.1 405 ");
        }
        assertThat(send("GET /?token=" + TOKEN + " HTTP/1.1", "Host: evil.example.org", "Connection: close"))
                .startsWith("HTTP/1.1 421 ");
        assertThat(send(
                        "GET / HTTP/1.1",
                        "Host: review.example.org",
                        "Connection: close",
                        "Authorization: Bearer " + TOKEN))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void nonsenseIsAnsweredAsSuch() throws IOException {
        assertThat(bearer("/case/%zz")).startsWith("HTTP/1.1 400 ");
        assertThat(bearer("/?text=%ff%fe&before=../..&since=%00")).startsWith("HTTP/1.1 200 ");
        assertThat(bearer("/?text=" + "x".repeat(5_000))).startsWith("HTTP/1.1 400 ");
        assertThat(bearer("/?before=999999999-999999999999999999")).startsWith("HTTP/1.1 200 ");
        assertThat(bearer("/chart?since=0000-01-01&until=9999-12-31")).startsWith("HTTP/1.1 200 ");
        assertThat(bearer("/chart?since=-999999999-01-01&until=%2B999999999-12-31"))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void tenWrongTokensAreEnoughButTheRightOneIsAlwaysLetIn() throws IOException {
        for (int i = 0; i < 10; i++) {
            assertThat(get("/?token=wrong" + i)).startsWith("HTTP/1.1 401 ");
        }
        assertThat(get("/?token=wrong")).startsWith("HTTP/1.1 429 ").contains("too many wrong tokens");
        assertThat(get("/?token=" + TOKEN)).startsWith("HTTP/1.1 303 ");
        assertThat(bearer("/")).startsWith("HTTP/1.1 200 ");
    }

    private Socket stalled(String beginning) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(60_000);
        socket.getOutputStream().write(beginning.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return socket;
    }

    /** Whether the server has closed the connection, or does before the socket's own time-out. */
    private static void assertClosed(Socket socket) throws IOException {
        try {
            while (socket.getInputStream().read() >= 0) {
                // What was on its way already is of no interest.
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("still open", e);
        } catch (SocketException e) {
            assertThat(e).hasMessageContaining("reset");
        }
    }

    private void assertOthersAreServedWhileManySend(String beginning) throws IOException {
        List<Socket> stalled = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                stalled.add(stalled(beginning));
            }
            assertThat(bearer("/health")).startsWith("HTTP/1.1 200 ");
            if (!beginning.isEmpty()) {
                for (Socket socket : stalled) {
                    assertClosed(socket);
                }
            }
            assertThat(bearer("/health")).startsWith("HTTP/1.1 200 ");
        } finally {
            for (Socket socket : stalled) {
                socket.close();
            }
        }
    }

    @Test
    void connectionsThatSendNothingStopNobody() throws IOException {
        assertOthersAreServedWhileManySend("");
    }

    @Test
    void halfAHeaderStopsNobodyAndIsCutOff() throws IOException {
        assertOthersAreServedWhileManySend("GET / HTTP/1.1\r\nHost: 127");
    }

    @Test
    void halfAFormStopsNobodyAndIsCutOff() throws IOException {
        assertOthersAreServedWhileManySend(
                "POST / HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nContent-Length: 4000\r\n\r\ntoken=");
    }

    @Test
    void aFormThatComesByteByByteIsCutOff() throws Exception {
        try (Socket socket =
                stalled("POST / HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nContent-Length: 4000\r\n\r\n")) {
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            boolean open = true;
            while (open && System.nanoTime() - end < 0) {
                try {
                    socket.getOutputStream().write('a');
                    Thread.sleep(100);
                } catch (SocketException e) {
                    open = false;
                }
            }
            assertThat(open).isFalse();
        }
    }

    @Test
    void readersThatTakeNothingStopNobody() throws IOException {
        String request = "GET /style.css HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n";
        List<Socket> stalled = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                Socket socket = new Socket();
                socket.setReceiveBufferSize(1_024);
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                socket.setSoTimeout(60_000);
                stalled.add(socket);
                // Many requests, none of whose answers is read.
                socket.getOutputStream().write(request.repeat(500).getBytes(StandardCharsets.ISO_8859_1));
            }
            assertThat(bearer("/health")).startsWith("HTTP/1.1 200 ");
        } catch (SocketException e) {
            assertThat(e).hasMessageMatching("(?i).*(reset|broken pipe).*");
        } finally {
            for (Socket socket : stalled) {
                socket.close();
            }
        }
    }
}
