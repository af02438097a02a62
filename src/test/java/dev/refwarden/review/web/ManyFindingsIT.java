package dev.refwarden.review.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.ledger.CaseId;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** A case of five hundred findings and names without end, on screen, on paper and under the keyboard. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManyFindingsIT {
    private static final Path PICTURES = Path.of("target/pages");
    private static final String TOKEN = "the-token-of-these-tests-0123456789";
    private static final int MANY = 500;
    private static final int PAPER = 718;
    private static final int STOPS = 5;
    private static final String LONG = "without-end-".repeat(20);

    private Ledger ledger;
    private ReviewServer server;
    private Browser browser;
    private String root = "";
    private String crowded = "";

    @BeforeAll
    void start(@TempDir Path folder, @TempDir Path profile) throws IOException {
        for (Path needed : List.of(Browser.CHROMIUM, Browser.DRIVER)) {
            if (!Files.exists(needed)) {
                String message = "NOT PLAYED: ManyFindingsIT needs " + needed + ", which is not here";
                System.out.println(message);
                Assumptions.abort(message);
            }
        }
        Files.createDirectories(folder.resolve("config/people"));
        Files.createDirectories(folder.resolve("state"));
        Files.writeString(folder.resolve("config/policy.yaml"), "version: 1\nrepositories: nonsense\n");
        ledger = Ledger.create(new StateFolder(folder.resolve("state")));
        crowded = append(Instant.now().minus(Duration.ofHours(2)));
        RefusedPush.append(ledger, "bob", "refs/heads/main", Instant.now().minus(Duration.ofHours(1)));
        ledger.append(Instant.now(), "app", (json, drawn) -> {
            json.writeStringField("verdict", "noted");
            json.writeStringField("repository", "app");
            json.writeArrayFieldStart("alarms");
            for (int i = 0; i < STOPS; i++) {
                json.writeString("the counter of key " + i + " went back");
            }
            json.writeEndArray();
        });
        server = new ReviewServer(
                folder.resolve("config"),
                ledger,
                new ReviewServer.Entrance(0, List.of(), TOKEN),
                "refwarden of these tests",
                failure -> {});
        root = server.address().substring(0, server.address().indexOf("/?"));
        browser = new Browser(profile);
        browser.open(server.address());
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.close();
            server.close();
            ledger.close();
        }
    }

    private String append(Instant time) throws IOException {
        List<String> id = new ArrayList<>();
        ledger.append(time, "app", (json, drawn) -> id.add(write(json, drawn)));
        return id.get(0);
    }

    private static String write(JsonGenerator json, CaseId drawn) throws IOException {
        json.writeStringField("verdict", "refused");
        json.writeStringField("case", drawn.value());
        json.writeStringField("repository", "app-" + LONG);
        json.writeObjectFieldStart("pusher");
        json.writeStringField("account", "mallory");
        json.writeEndObject();
        json.writeArrayFieldStart("updates");
        json.writeStartObject();
        json.writeStringField("ref", "refs/heads/" + LONG);
        json.writeStringField("old", "0".repeat(40));
        json.writeStringField("new", "2".repeat(40));
        json.writeEndObject();
        json.writeEndArray();
        json.writeArrayFieldStart("codes");
        for (String code : List.of("bad-signature", "unsigned")) {
            json.writeStartObject();
            json.writeStringField("code", code);
            json.writeNumberField("count", code.equals("unsigned") ? MANY - 1 : 1);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("findings");
        for (int i = 0; i < MANY; i++) {
            json.writeStartObject();
            json.writeStringField("code", i == 0 ? "bad-signature" : "unsigned");
            json.writeStringField("rule", "release branches");
            json.writeStringField("ref", "refs/heads/" + LONG);
            json.writeStringField("object", String.format(java.util.Locale.ROOT, "%040x", i + 1));
            json.writeStringField("detail", i == 0 ? "the signature does not fit" : "not signed, number " + i);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("said", ("refused " + LONG + "\n").repeat(3));
        return drawn.value();
    }

    private void medium(String name) {
        browser.driver().executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", name));
    }

    @Test
    void fiveHundredFindingsAreAFewLines() throws IOException {
        for (int width : new int[] {1200, 390}) {
            browser.look(width, false);
            browser.open(root + "/case/" + crowded);
            List<WebElement> lines = browser.driver().findElements(By.cssSelector("details > ul.findings > li"));
            assertThat(lines.stream().filter(WebElement::isDisplayed)).hasSize(2);
            assertThat(browser.text())
                    .contains("the signature does not fit", "499 times, rule “release branches”")
                    .doesNotContain("not signed, number 77");
            browser.picture(PICTURES.resolve("many-findings-" + width + ".png"));
            assertThat(browser.violations()).isEmpty();
            browser.driver()
                    .findElement(By.cssSelector("details.group > summary"))
                    .click();
            assertThat(browser.text()).contains("not signed, number 77", String.format("%040x", 78));
        }
    }

    @Test
    void paperHasAllOfIt() throws IOException {
        browser.look(PAPER, false);
        for (String page :
                List.of("/case/" + crowded, "/", "/?q=verdict:all", "/chart", "/observed", "/health", "/waiting")) {
            browser.open(root + page);
            medium("print");
            Object cut = browser.driver()
                    .executeScript(
                            "return [...document.querySelectorAll('main, main *')].filter(e => e.getClientRects().length"
                                    + " && !e.closest('svg') && (getComputedStyle(e).textOverflow == 'ellipsis'"
                                    + " || (getComputedStyle(e).overflowX != 'visible' && e.scrollWidth > e.clientWidth + 1)"
                                    + " || (getComputedStyle(e).overflowY != 'visible' && e.scrollHeight > e.clientHeight + 1)"
                                    + " || e.getBoundingClientRect().right > document.documentElement.clientWidth + 1))"
                                    + ".map(e => e.tagName + '.' + e.className + ' ' + e.textContent.slice(0, 60))");
            assertThat((List<?>) cut).as(page).isEmpty();
            if (page.startsWith("/case/")) {
                browser.picture(PICTURES.resolve("many-findings-paper.png"));
                WebElement hidden = browser.driver()
                        .findElement(By.xpath("//details[@class='group']//li[contains(., 'not signed, number 499')]"));
                assertThat(browser.driver()
                                .executeScript(
                                        "return arguments[0].checkVisibility({contentVisibilityAuto: true})", hidden))
                        .isEqualTo(true);
                assertThat(hidden.getRect().getHeight()).isPositive();
            }
            medium("screen");
        }
    }

    @Test
    void theFirstCaseIsAmongTheFirstFiveStopsOfTheKeyboard() {
        for (int width : new int[] {1200, 390}) {
            browser.look(width, false);
            browser.open(root + "/");
            assertThat(browser.text()).contains("the counter of key 0 went back");
            int stop = 0;
            boolean reached = false;
            while (!reached && stop < STOPS) {
                browser.driver().switchTo().activeElement().sendKeys(Keys.TAB);
                stop++;
                reached = browser.driver()
                        .switchTo()
                        .activeElement()
                        .equals(browser.driver().findElement(By.cssSelector("ol.incidents a.title")));
            }
            assertThat(reached).as("at " + width).isTrue();
            assertThat(browser.violations()).isEmpty();
        }
    }
}
