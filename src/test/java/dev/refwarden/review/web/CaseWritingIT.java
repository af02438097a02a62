package dev.refwarden.review.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.ledger.CaseEvent;
import dev.refwarden.ledger.CaseEvent.Kind;
import dev.refwarden.ledger.CaseId;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.policy.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Writing on the page in a real browser, which sends what a proxy would add. Pictures go to {@code target/pages}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CaseWritingIT {
    private static final Path PICTURES = Path.of("target/pages");
    private static final String TOKEN = "the-token-of-these-tests-0123456789";
    private static final String SECRET = "the-proxys-secret-0123456789";
    private static final String XSS = "</textarea><script>xss()</script>\" onfocus=xss() <img src=x onerror=xss()>";

    private final List<String> failures = new CopyOnWriteArrayList<>();
    private Ledger ledger;
    private ReviewServer server;
    private Browser browser;
    private String root = "";
    private CaseId caseId = new CaseId("");
    private int cases;

    @BeforeAll
    void start(@TempDir Path folder, @TempDir Path profile) throws IOException {
        for (Path needed : List.of(Browser.CHROMIUM, Browser.DRIVER)) {
            if (!Files.exists(needed)) {
                String message = "NOT PLAYED: CaseWritingIT needs " + needed + ", which is not here";
                System.out.println(message);
                Assumptions.abort(message);
            }
        }
        Folder config = Folder.least(folder.resolve("config"));
        for (String id : List.of("bob", "carol")) {
            config.write("people/" + id + ".yaml", "name: " + id + "\naccounts: [" + id + "]\nkeys: []\n");
        }
        ledger = Ledger.create(new StateFolder(Files.createDirectory(folder.resolve("state"))));
        server = new ReviewServer(
                folder.resolve("config"),
                ledger,
                new ReviewServer.Entrance(0, List.of(), TOKEN, Optional.of(new ProxyLogin("X-Forwarded-User", SECRET))),
                "refwarden of these tests",
                failures::add);
        root = server.address().substring(0, server.address().indexOf("/?"));
        browser = new Browser(profile);
        browser.driver().executeCdpCommand("Network.enable", Map.of());
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.close();
            ledger.close();
        }
    }

    @BeforeEach
    void newCase() throws IOException {
        Instant time = Instant.parse("2026-11-01T12:00:00Z").plusSeconds(86_400L * cases++);
        for (int i = 0; i < 2; i++) {
            caseId = RefusedPush.append(ledger, "alice", "refs/heads/main", time.plusSeconds(i));
        }
        browser.look(1200, false);
        as("");
        browser.open(server.address());
    }

    @AfterEach
    void nothingFailed() {
        assertThat(failures).isEmpty();
    }

    private void as(String login) {
        Map<String, Object> headers = login.isEmpty()
                ? Map.of()
                : Map.of(
                        "Authorization",
                        "Bearer " + TOKEN,
                        "X-Forwarded-User",
                        login,
                        ProxyLogin.SECRET_HEADER,
                        SECRET);
        browser.driver().executeCdpCommand("Network.setExtraHTTPHeaders", Map.of("headers", headers));
    }

    private void openCase() {
        browser.open(root + "/case/" + caseId);
    }

    private WebElement button(String did) {
        return browser.driver().findElement(By.cssSelector("button[value=" + did + "]"));
    }

    private void write(String did, String text) {
        browser.driver().findElement(By.id("work-text")).sendKeys(text);
        browser.follow(button(did)::click);
    }

    private List<CaseEvent> events() throws IOException {
        return CaseEvent.about(ledger, caseId);
    }

    @Test
    void aReviewerTakesNotesAndCloses() throws IOException {
        as("bob");
        openCase();
        write("note", "called her\nshe was on a train");
        assertThat(browser.driver().getCurrentUrl()).endsWith("/case/" + caseId + "#notes");
        assertThat(browser.text()).contains("bob, on the page: called her\nshe was on a train");
        write("taken", "");
        assertThat(browser.text()).contains("bob looks into it");
        write("attack", "laptop stolen");
        assertThat(browser.text()).contains("closed it as an attack: laptop stolen");
        assertThat(browser.driver().findElements(By.cssSelector(".buttons button")))
                .extracting(WebElement::getText)
                .containsExactly("Write the note", "Open again");
        assertThat(events()).extracting(CaseEvent::kind).containsExactly(Kind.NOTE, Kind.TAKEN, Kind.ATTACK);
    }

    @Test
    void theKeyboardAloneIsEnough() throws IOException {
        as("bob");
        openCase();
        WebElement text = browser.driver().findElement(By.id("work-text"));
        text.sendKeys("by keyboard", Keys.TAB);
        WebElement box = browser.driver().switchTo().activeElement();
        assertThat(box.getDomAttribute("name")).isEqualTo("incident");
        box.sendKeys(Keys.SPACE, Keys.TAB);
        browser.driver().switchTo().activeElement().sendKeys(Keys.TAB);
        browser.driver().switchTo().activeElement().sendKeys(Keys.TAB);
        browser.follow(() -> browser.driver().switchTo().activeElement().sendKeys(Keys.ENTER));
        assertThat(events())
                .singleElement()
                .satisfies(event -> assertThat(event.kind()).isEqualTo(Kind.MISTAKE));
        browser.follow(
                () -> browser.driver().findElement(By.linkText("earlier")).click());
        assertThat(browser.text()).contains("closed it as a mistake: by keyboard");
    }

    @Test
    void theSecondOfTwoReviewersIsShownWhatTheFirstDid() throws IOException {
        as("bob");
        openCase();
        new CaseEvent(caseId, Kind.MISTAKE, Instant.now(), "carol", "carol", XSS, true).appendTo(ledger);
        write("attack", XSS + "\nand more");
        assertThat(browser.driver().findElement(By.cssSelector("[role=alert]")).getText())
                .contains("Meanwhile, carol: closed it as a mistake", "Nothing was written");
        assertThat(browser.driver().findElement(By.id("work-text")).getDomProperty("value"))
                .isEqualTo(XSS + "\nand more");
        assertThat(browser.driver().findElements(By.cssSelector("script, img, [onfocus], [onerror]")))
                .isEmpty();
        assertThat(events()).hasSize(1);
        browser.follow(button("reopened")::click);
        assertThat(events()).hasSize(2);
    }

    @Test
    void whomTheProxyDoesNotNameReadsOnly() {
        for (String login : List.of("", "mallory", "<script>xss()</script>")) {
            as(login);
            openCase();
            assertThat(browser.text()).contains("You may read, not write", "Refused because");
            assertThat(browser.driver().findElements(By.cssSelector("form, script")))
                    .isEmpty();
        }
    }

    @Test
    void aPageElsewhereCannotSendTheForm() throws IOException {
        as("bob");
        openCase();
        String form = browser.driver().findElement(By.name("form")).getDomProperty("value");
        String page =
                "data:text/html,<form method=post action='" + root + "/case/" + caseId + "'><input name=form value='"
                        + form + "'><input name=seen value=open.0><input name=text value=x>"
                        + "<button name=did value=attack>go</button></form>";
        browser.open(page);
        browser.follow(browser.driver().findElement(By.tagName("button"))::click);
        assertThat(browser.text()).contains("nothing was written: the browser does not say");
        assertThat(events()).isEmpty();
    }

    @Test
    void nobodyIsShutOut() throws IOException {
        List<String> violations = new ArrayList<>();
        as("bob");
        for (String page : List.of("work", "work-conflict", "work-written", "work-reader")) {
            newCase();
            as(page.equals("work-reader") ? "mallory" + "long".repeat(40) : "bob");
            openCase();
            if (page.equals("work-conflict")) {
                new CaseEvent(caseId, Kind.ATTACK, Instant.now(), "carol", "", "long".repeat(99)).appendTo(ledger);
                write("mistake", "a reason\nof two lines");
            } else if (page.equals("work-written")) {
                write("note", "long".repeat(99));
            }
            for (int width : new int[] {1200, 390}) {
                for (boolean dark : new boolean[] {false, true}) {
                    browser.look(width, dark);
                    String name = page + "-" + (width < 600 ? "phone" : "desk") + (dark ? "-dark" : "");
                    browser.picture(PICTURES.resolve(name + ".png"));
                    browser.violations().forEach(violation -> violations.add(name + ": " + violation));
                    Object overflow = browser.driver()
                            .executeScript(
                                    "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
                    assertThat(overflow).as(name + " fits the screen").isEqualTo(0L);
                }
            }
        }
        assertThat(violations).isEmpty();
    }
}
