package dev.refwarden.review.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.refwarden.LocalTool;
import dev.refwarden.ledger.CaseEvent;
import dev.refwarden.ledger.CaseId;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.policy.Folder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** Logging in with a real browser, at an identity provider on another site. Pictures go to {@code target/pages}. */
class OpenIdLoginIT {
    private static final Path PICTURES = Path.of("target/pages");

    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final PlayedProvider provider = new PlayedProvider();
    private HttpServer site;
    private Ledger ledger;
    private ReviewServer server;
    private Browser browser;
    private String root = "";
    private CaseId caseId;

    @BeforeEach
    void start(@TempDir Path folder, @TempDir Path profile) throws IOException {
        LocalTool.need(Browser.CHROMIUM, "chromium");
        LocalTool.need(Browser.DRIVER, "chromium-driver");
        provider.writeTo(Folder.least(folder.resolve("config")));
        ledger = Ledger.create(new StateFolder(Files.createDirectory(folder.resolve("state"))));
        caseId = RefusedPush.append(ledger, "alice", "refs/heads/main", Instant.parse("2026-11-29T12:00:00Z"));
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", this::ask);
        site.start();
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        root = "http://127.0.0.1:" + port;
        // Another name is another site for a browser.
        OpenIdProvider known = OpenIdProvider.of(Map.of(
                "issuer",
                PlayedProvider.ISSUER,
                "authorize",
                "http://localhost:" + site.getAddress().getPort() + "/auth?realm=dev",
                "client",
                PlayedProvider.CLIENT,
                "redirect",
                root + OpenIdProvider.PATH));
        server = new ReviewServer(
                folder.resolve("config"),
                ledger,
                new ReviewServer.Entrance(
                        port, List.of(), "right-token-0123456789", Optional.empty(), Optional.of(known)),
                "refwarden of these tests",
                failures::add);
        browser = new Browser(profile);
    }

    @AfterEach
    void stop() {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.close();
            ledger.close();
            site.stop(0);
        }
        assertThat(failures).isEmpty();
    }

    /** The page on which someone allows what was asked. */
    private void ask(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> asked = Request.fields(exchange.getRequestURI().getRawQuery());
            boolean right = "dev".equals(asked.get("realm"))
                    && "id_token".equals(asked.get("response_type"))
                    && "form_post".equals(asked.get("response_mode"))
                    && "openid".equals(asked.get("scope"))
                    && PlayedProvider.CLIENT.equals(asked.get("client_id"));
            String token = provider.signed(PlayedProvider.claims(String.valueOf(asked.get("nonce")), "bob-1"));
            byte[] page = ("<!DOCTYPE html><title>id</title><form method=post action='" + asked.get("redirect_uri")
                            + "'><input name=state value='" + asked.get("state") + "'><input name=id_token value='"
                            + (right ? token : "wrong") + "'><button>Allow</button></form>")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        }
    }

    private void follow(By what) {
        browser.follow(browser.driver().findElement(what)::click);
    }

    @Test
    void bobLogsInReadsAndWrites() throws IOException {
        List<String> violations = new ArrayList<>();
        browser.open(root + "/case/" + caseId);
        look("openid-login", violations);
        follow(By.partialLinkText("Log in with your organisation"));
        assertThat(browser.driver().getCurrentUrl()).startsWith("http://localhost:");
        follow(By.tagName("button"));
        assertThat(browser.text()).contains("The login succeeded.");
        look("openid-arrived", violations);
        follow(By.linkText("Go on"));
        assertThat(browser.driver().getCurrentUrl()).isEqualTo(root + "/case/" + caseId);
        assertThat(browser.text()).contains("Your work on it, bob");
        browser.driver().findElement(By.id("work-text")).sendKeys("called her");
        follow(By.cssSelector("button[value=note]"));
        assertThat(browser.text()).contains("bob, on the page: called her");
        assertThat(CaseEvent.about(ledger, caseId)).singleElement().satisfies(event -> {
            assertThat(event.account()).isEqualTo(PlayedProvider.ISSUER + " bob-1");
            assertThat(event.person()).isEqualTo("bob");
        });
        assertThat(violations).isEmpty();
    }

    @Test
    void aLoginThatIsTooOldFailsInWords() throws IOException {
        List<String> violations = new ArrayList<>();
        browser.open(root + "/login/done?state=%3Cscript%3Exss()%3C/script%3E&proof=x");
        assertThat(browser.text()).contains("This login was not begun in this browser");
        look("openid-failed", violations);
        assertThat(violations).isEmpty();
    }

    private void look(String page, List<String> violations) throws IOException {
        for (int width : new int[] {1200, 390}) {
            for (boolean dark : new boolean[] {false, true}) {
                browser.look(width, dark);
                String name = page + "-" + (width < 600 ? "phone" : "desk") + (dark ? "-dark" : "");
                browser.picture(PICTURES.resolve(name + ".png"));
                browser.violations().forEach(violation -> violations.add(name + ": " + violation));
            }
        }
    }
}
