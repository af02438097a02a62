package dev.refwarden.review.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.scenario.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/**
 * The web page in a real browser, over real refused pushes, some of them by someone who attacks the reader. Pictures
 * of every page, in both colour schemes and at a phone's width, go to {@code target/pages}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReviewPagesIT {
    private static final Path PICTURES = Path.of("target/pages");
    private static final String TOKEN = "the-token-of-these-tests-0123456789";

    private ReviewServer server;
    private Browser browser;
    private String root = "";

    @BeforeAll
    void start(@TempDir Path keys, @TempDir Path folder, @TempDir Path profile)
            throws IOException, InterruptedException {
        for (Path needed : List.of(Browser.CHROMIUM, Browser.DRIVER)) {
            if (!Files.exists(needed)) {
                String message = "NOT PLAYED: ReviewPagesIT needs " + needed + ", which is not here";
                System.out.println(message);
                Assumptions.abort(message);
            }
        }
        Path scenario = Path.of("src/test/resources/pages").toAbsolutePath();
        Sandbox.makeKeys(keys);
        Sandbox sandbox = new Sandbox(folder);
        sandbox.make(scenario, keys);
        Files.copy(Path.of("src/test/resources/scenarios/lib.sh"), folder.resolve("lib.sh"));
        Files.createDirectories(folder.resolve("play"));
        Path script = Files.copy(scenario.resolve("scenario.sh"), folder.resolve("play/scenario.sh"));
        sandbox.run(script);
        List<String> failures = new ArrayList<>();
        Ledger ledger = Ledger.in(new StateFolder(folder.resolve("state")));
        ObservedPush.append(ledger);
        server = new ReviewServer(
                folder.resolve("config"),
                ledger,
                new ReviewServer.Entrance(0, List.of(), TOKEN),
                "refwarden of these tests",
                failures::add);
        root = server.address().substring(0, server.address().indexOf("/?"));
        browser = new Browser(profile);
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void logIn() {
        browser.look(1200, false);
        browser.open(server.address());
    }

    @Test
    void nobodyIsLetInWithoutTheToken() {
        browser.driver().manage().deleteAllCookies();
        browser.open(root + "/chart");
        assertThat(browser.text()).contains("Log in").doesNotContain("Refused over time");
        browser.follow(() -> browser.driver().findElement(By.id("token")).sendKeys("not the token" + Keys.ENTER));
        assertThat(browser.text()).contains("That is not the token.");
        browser.follow(() -> browser.driver().findElement(By.id("token")).sendKeys(TOKEN + Keys.ENTER));
        assertThat(browser.text()).contains("Refused over time");
        assertThat(browser.driver().getCurrentUrl()).isEqualTo(root + "/chart");
    }

    @Test
    void theListShowsPagesAndFilters() {
        assertThat(browser.text()).contains("63 refused pushes");
        // Fifty at once; those that belong together are one row.
        assertThat(rows()).hasSizeBetween(2, 50);
        browser.follow(browser.driver().findElement(By.linkText("Older ones"))::click);
        assertThat(rows()).hasSizeBetween(1, 13);
        assertThat(browser.driver().findElements(By.linkText("Older ones"))).isEmpty();
        browser.open(root + "/");
        browser.follow(() -> browser.driver().findElement(By.id("q")).sendKeys("code:unsigned since:7d" + Keys.ENTER));
        assertThat(browser.text()).contains("1 refused push that fit");
        assertThat(rows())
                .singleElement()
                .satisfies(row -> assertThat(row.getText()).contains("alice", "unsigned"));
        browser.open(root + "/?q=since:someday");
        assertThat(browser.text()).contains("is not a time such as 7d");
        browser.open(root + "/?q=verdict:accepted");
        assertThat(browser.driver().findElements(By.cssSelector("table.pushes tbody tr")))
                .hasSize(3);
        browser.follow(browser.driver().findElement(By.cssSelector("td a.verdict"))::click);
        assertThat(browser.text()).contains(", accepted", "refs/heads/main", "signed by alice");
        browser.open(root + "/?person=user3");
        assertThat(rows()).allSatisfy(row -> assertThat(row.getText()).contains("the account user3"));
    }

    @Test
    void aCaseShowsFindingsBesideTheCommitAndWhatItChanges() {
        browser.open(root + "/?code=unsigned");
        browser.follow(browser.driver().findElement(By.cssSelector("a.title"))::click);
        WebElement commit = browser.driver().findElement(By.cssSelector("article.commit"));
        assertThat(commit.getText())
                .contains("Fix overflow in the parser", "unsigned", "not signed", "policy.yaml:", "src/Parser.java");
        assertThat(commit.findElement(By.tagName("ins")).getText()).contains("return length < limit;");
        assertThat(commit.findElement(By.tagName("del")).getText()).contains("return length <= limit;");
        assertThat(browser.text())
                .contains(
                        "Probably a mistake",
                        "The same change landed",
                        "by account",
                        "carol: Alice forgot to sign",
                        "What the developer saw");
    }

    @Test
    void personsAndKeysShowEverythingByThem() {
        browser.open(root + "/person/alice");
        assertThat(browser.text()).contains("alice@example.org", "alice-key", "3 accepted, 1 refused", "active");
        browser.follow(browser.driver().findElement(By.linkText("alice-key"))::click);
        assertThat(browser.text()).contains("Key alice-key", "SHA256:", "3 accepted, 0 refused");
    }

    @Test
    void theChartHasABarForEachDayAndATableThatSaysTheSame() {
        browser.open(root + "/chart?since=2026-11-01&until=2026-11-24");
        assertThat(browser.text()).contains("60 refused pushes");
        assertThat(browser.driver().findElements(By.cssSelector("svg.chart rect")))
                .hasSize(24);
        browser.driver().findElement(By.tagName("summary")).click();
        assertThat(browser.driver().findElements(By.cssSelector("details tbody tr")))
                .hasSize(24);
        assertThat(browser.text()).contains("branch-deleted", "server");
    }

    @Test
    void whatOnlyWarnedIsCountedAndLeadsToThePushes() {
        browser.open(root + "/observed");
        assertThat(browser.text()).contains("Enforcing would have refused 1 push of 1 person or account");
        assertThat(browser.text()).contains("<img src=x onerror=xss()>", "unsigned");
        browser.follow(browser.driver().findElement(By.linkText("1"))::click);
        assertThat(browser.text()).contains("1 push that fit", "observed");
    }

    @Test
    void thePolicyIsShownInWords() {
        browser.open(root + "/policy");
        assertThat(browser.text())
                .contains("Every new commit must be signed by", "refs/heads/release/**", "policy.yaml:8");
    }

    @Test
    void healthTellsOfARefThatMovedAroundTheHook() {
        browser.open(root + "/health");
        assertThat(browser.text()).contains("the policy in", "refs/heads/release/around");
        assertThat(browser.driver().findElements(By.cssSelector(".checks .fail")))
                .anySatisfy(check -> assertThat(check.getText()).contains("refs/heads/release/around"));
    }

    @Test
    void nothingThatWasPushedRunsOrHides() {
        for (Map.Entry<String, String> page : pages().entrySet()) {
            browser.open(root + page.getValue());
            assertThat(browser.driver()
                            .findElements(
                                    By.cssSelector("script, img, iframe, object, [onload], [onerror], [onmouseover]")))
                    .as(page.getKey())
                    .isEmpty();
            assertThat(String.valueOf(browser.driver().getPageSource()))
                    .as(page.getKey())
                    .doesNotContain("\u202e", "\u001b");
            for (WebElement link : browser.driver().findElements(By.tagName("a"))) {
                assertThat(link.getDomProperty("href")).as(page.getKey()).startsWith(root);
            }
        }
        browser.open(root + pages().get("attack"));
        assertThat(browser.text())
                .contains(
                        "<script>xss()</script>",
                        "\\u{202e}gnirts",
                        "\\u{1b}[31m",
                        "<svg onload=xss()>/javascript:xss()");
    }

    @Test
    void nobodyIsShutOut() throws IOException {
        List<String> violations = new ArrayList<>();
        for (Map.Entry<String, String> page : pages().entrySet()) {
            for (int width : new int[] {1200, 390}) {
                browser.look(width, false);
                browser.open(root + page.getValue());
                for (boolean dark : new boolean[] {false, true}) {
                    browser.look(width, dark);
                    String name = page.getKey() + "-" + (width < 600 ? "phone" : "desk") + (dark ? "-dark" : "");
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

    @Test
    void theFirstCaseIsOnTheFirstScreenOfAPhone() {
        browser.look(390, false);
        browser.open(root + "/");
        assertThat(rows().get(0).getLocation().getY()).isLessThanOrEqualTo(220);
    }

    @Test
    void theKeyboardReachesEverything() {
        browser.driver().findElement(By.tagName("body")).sendKeys(Keys.TAB);
        WebElement focused = browser.driver().switchTo().activeElement();
        assertThat(focused.getText()).isEqualTo("Skip to content");
        focused.sendKeys(Keys.ENTER);
        assertThat(browser.driver().getCurrentUrl()).endsWith("#main");
        Object unreachable = browser.driver()
                .executeScript("return document.querySelectorAll('[tabindex]:not([tabindex=\"0\"])').length");
        assertThat(unreachable).isEqualTo(0L);
    }

    private List<WebElement> rows() {
        return browser.driver().findElements(By.cssSelector("ol.incidents > li"));
    }

    /** Every page, by a name for its picture. */
    private Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("cases", "/");
        pages.put("filtered", "/?text=%3Cscript%3Exss()%3C/script%3E&repository=%22%3E%3Cscript%3E");
        pages.put("mistake", address("/?code=unsigned"));
        pages.put("attack", address("/?code=unknown-key&ref=refs/heads/main"));
        pages.put("accepted", "/?q=verdict:all");
        pages.put("push", "/push/2");
        pages.put("attacker", "/person/%3Cscript%3Exss()%3C%2Fscript%3E");
        pages.put("person", "/person/alice");
        pages.put("key", "/key/alice-key");
        pages.put("observed", "/observed");
        pages.put("observed-filtered", "/observed?q=%22%3E%3Cscript%3Exss()%3C/script%3E%20state:open");
        pages.put("chart", "/chart");
        pages.put("policy", "/policy");
        pages.put("health", "/health");
        pages.put("missing", "/case/AAAA-%3Cscript%3E");
        return pages;
    }

    /** The first case of a list. */
    private String address(String list) {
        browser.open(root + list);
        String href = browser.driver().findElement(By.cssSelector("a.title")).getDomProperty("href");
        return Objects.requireNonNull(href).substring(root.length());
    }
}
