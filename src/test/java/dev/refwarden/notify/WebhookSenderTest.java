package dev.refwarden.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.policy.Folder;
import dev.refwarden.policy.Notifications;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks that do whatever they like. */
class WebhookSenderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Notice NOTICE = new Notice(
            "0123456789abcdef",
            "INC-9V07-VJ0D",
            Notifications.Verdict.ALARMING,
            "■ <!channel> & *bold* [a](http://b)",
            List.of("one"),
            Optional.of("https://review.example.org/case/9V07-VJ0D"),
            "{\"event\":\"refused\"}");

    @TempDir
    private Path at;

    private Folder config = Folder.least(Path.of("target/unused"));

    @BeforeEach
    void lay() {
        config = Folder.least(at);
        config.write("secrets/token", "t0ken\n");
    }

    private Delivery send(String url, Notifications.Form form, Optional<String> token) {
        config.write("secrets/chat", url + "\n");
        Notifications.Webhook webhook = new Notifications.Webhook("secrets/chat", form, token);
        return new WebhookSender(WebhookSender.client(), config.path(), webhook, PATIENCE).send(NOTICE);
    }

    private Delivery send(RawServer server) {
        return send("http://127.0.0.1:" + server.port() + "/s3cret", Notifications.Form.JSON, Optional.empty());
    }

    private String posted(Notifications.Form form) throws IOException {
        try (Receiving server = new Receiving()) {
            assertThat(send(server.url(), form, Optional.empty())).isEqualTo(new Delivery.Delivered());
            return server.asked.get(0).body();
        }
    }

    private static void assertFailed(Delivery delivery, String reason) {
        assertThat(delivery)
                .isInstanceOfSatisfying(
                        Delivery.Failed.class,
                        failed -> assertThat(failed.reason())
                                .contains(reason)
                                .doesNotContain("s3cret", "t0ken", "127.0.0.1"));
    }

    @Test
    void whoNeverAnswersIsLeft() throws Exception {
        try (RawServer server = new RawServer((in, out) -> Thread.sleep(60_000))) {
            long start = System.nanoTime();
            assertFailed(send(server), "no answer");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void whoDripsItsHeadersIsLeft() throws Exception {
        try (RawServer server = new RawServer((in, out) -> {
            RawServer.say(out, "HTTP/1.1 200 OK\r\n");
            for (int i = 0; i < 600; i++) {
                RawServer.say(out, "X-" + i + ": y\r\n");
                Thread.sleep(100);
            }
        })) {
            long start = System.nanoTime();
            assertFailed(send(server), "no answer");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"200 OK", "500 Broken"})
    void whoAnswersForEverIsNotReadToTheEnd(String status) throws Exception {
        AtomicLong written = new AtomicLong();
        try (RawServer server = new RawServer((in, out) -> {
            RawServer.say(out, "HTTP/1.1 " + status + "\r\nContent-Type: text/plain\r\n\r\n");
            byte[] much = new byte[1 << 16];
            while (written.get() < 1L << 32) {
                out.write(much);
                written.addAndGet(much.length);
            }
        })) {
            Delivery delivery = send(server);
            if (status.startsWith("200")) {
                assertThat(delivery).isEqualTo(new Delivery.Delivered());
            } else {
                assertFailed(delivery, "answered 500");
            }
            Thread.sleep(300);
            assertThat(written.get()).isLessThan(64L << 20);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 fine s3cret\r\n\r\n", "SSH-2.0-s3cret\r\n", "HTTP/1.1 200 OK\r\n"})
    void whoSpeaksSomethingElseIsNotNotified(String words) throws Exception {
        try (RawServer server = new RawServer((in, out) -> {
            in.readLine();
            RawServer.say(out, words);
        })) {
            assertFailed(send(server), "");
        }
    }

    @Test
    void whoIsNotThereIsNotNotified() throws Exception {
        RawServer gone = new RawServer((in, out) -> out.flush());
        gone.close();
        assertFailed(send(gone), "cannot be connected to");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://chat.example.org/s3cret",
                "https://u:s3cret@chat.example.org/",
                "file:///etc/s3cret",
                "https:s3cret",
                "s3cret",
                "https://chat.example.org/s3cret more",
                "https://chat.example.org/%zz-s3cret"
            })
    void onlyProtectedAddressesArePostedTo(String url) {
        assertFailed(send(url, Notifications.Form.JSON, Optional.empty()), "secrets/chat");
    }

    @Test
    void aTokenIsShownAndMatrixIsPutToUnderTheMessagesId() throws Exception {
        try (Receiving server = new Receiving()) {
            Delivery delivery = send(server.url(), Notifications.Form.MATRIX, Optional.of("secrets/token"));
            assertThat(delivery).isEqualTo(new Delivery.Delivered());
            Receiving.Asked asked = server.asked.get(0);
            assertThat(asked.method()).isEqualTo("PUT");
            assertThat(asked.path()).isEqualTo(Receiving.SECRET + "/refwarden-0123456789abcdef");
            assertThat(asked.authorization()).isEqualTo("Bearer t0ken");
            assertThat(asked.body()).contains("\"msgtype\":\"m.text\"", "review.example.org/case/9V07-VJ0D");
        }
    }

    @Test
    void aTokenThatIsNoneIsNotShownAnywhere() throws Exception {
        config.write("secrets/token", "t0ken\nand more\n");
        try (Receiving server = new Receiving()) {
            assertFailed(send(server.url(), Notifications.Form.JSON, Optional.of("secrets/token")), "secrets/token");
            assertThat(server.asked).isEmpty();
        }
    }

    @Test
    void nothingThatAPusherWroteIsMarkup() throws Exception {
        assertThat(posted(Notifications.Form.JSON)).isEqualTo(NOTICE.json());
        assertThat(posted(Notifications.Form.SLACK))
                .contains("■ &lt;!channel&gt; &amp; *bold*", "\"mrkdwn\":false")
                .doesNotContain("<!");
        assertThat(posted(Notifications.Form.TEAMS))
                .contains("\"type\":\"TextRun\"", "\"type\":\"Action.OpenUrl\"")
                .doesNotContain("TextBlock\",\"text\"", "\"type\":\"TextBlock\"");
    }
}
