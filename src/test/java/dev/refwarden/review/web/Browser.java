package dev.refwarden.review.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Debian's Chromium without a screen. */
final class Browser implements AutoCloseable {
    static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    private final ChromeDriver driver;
    private final String axe;

    Browser(Path profile) throws IOException {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--user-data-dir=" + profile);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .build();
        this.driver = new ChromeDriver(service, options);
        // On a loaded machine a page is looked through for a long time.
        driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(3));
        try (InputStream in = Browser.class.getResourceAsStream("/axe.min.js")) {
            this.axe = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    ChromeDriver driver() {
        return driver;
    }

    void open(String address) {
        driver.get(address);
    }

    /** Does what leads to another page, and waits for that page: a click returns before it. */
    void follow(Runnable step) {
        driver.executeScript("window.left = true");
        step.run();
        Instant end = Instant.now().plusSeconds(20);
        while (!Boolean.TRUE.equals(
                driver.executeScript("return !window.left && document.readyState === 'complete'"))) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("still on " + driver.getCurrentUrl());
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    String text() {
        return String.valueOf(driver.executeScript("return document.body.innerText"));
    }

    /** How it looks: on a desk or a phone, by day or by night. */
    void look(int width, boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 600));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** The whole page as a picture. */
    void picture(Path file) throws IOException {
        Object picture = driver.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true))
                .get("data");
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.write(file, java.util.Base64.getDecoder().decode(String.valueOf(picture)));
    }

    /** What axe finds wrong with the page that is open, a line for each rule and place. */
    List<String> violations() {
        if (!Boolean.TRUE.equals(driver.executeScript("return 'axe' in window"))) {
            driver.executeScript(axe);
        }
        Object result = driver.executeAsyncScript("const done = arguments[arguments.length - 1];"
                + "axe.run(document, {resultTypes: ['violations']}).then(r => done(r.violations.flatMap(v =>"
                + " v.nodes.map(n => v.id + ' at ' + n.target.join(' ') + ': ' + n.html.slice(0, 200)))));");
        List<String> violations = new ArrayList<>();
        if (result instanceof List<?> list) {
            list.forEach(one -> violations.add(String.valueOf(one)));
        } else {
            violations.add("axe said nothing: " + result);
        }
        return violations;
    }

    /** The picture that is seen without scrolling. */
    byte[] seen() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
