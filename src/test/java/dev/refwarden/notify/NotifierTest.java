package dev.refwarden.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.ledger.Outbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of rows of the outbox. */
class NotifierTest {
    private static final String EVERYTHING = "verdicts: [alarming, odd, unknown, ordinary]";

    @TempDir
    private Path folder;

    private Receiving chat;
    private Installed installed;

    @BeforeEach
    void begin() throws IOException {
        chat = new Receiving();
        installed = installed("notifications: {chat: {webhook: secrets/chat, " + EVERYTHING + "}}");
    }

    private Installed installed(String rest) throws IOException {
        return new Installed(folder.resolve("at" + System.nanoTime()), rest).secret("chat", chat.url());
    }

    @AfterEach
    void end() {
        chat.close();
        installed.close();
        assertThat(installed.errors).noneMatch(error -> error.contains("s3cret"));
    }

    private Outbox.Figures figures() throws IOException {
        return new Outbox(installed.ledger()).figures().getOrDefault("chat", new Outbox.Figures(0, 0, 0, 0));
    }

    @Test
    void aRefusalIsToldOnce() throws Exception {
        installed.refuse("alice", "refs/heads/main");
        assertThat(installed.notifier().isDue()).isTrue();
        assertThat(installed.notifier().run()).containsExactly(new Notifier.Result("chat", 1, 0, 0, 0));
        assertThat(installed.notifier().isDue()).isFalse();
        assertThat(installed.notifier().run()).isEmpty();
        installed.wait(Duration.ofDays(1));
        assertThat(installed.notifier().run()).isEmpty();
        assertThat(chat.asked).hasSize(1);
        assertThat(chat.asked.get(0).method()).isEqualTo("POST");
        assertThat(chat.asked.get(0).body())
                .contains(
                        "\"schema\":\"refwarden.notification/1\"",
                        "\"event\":\"refused\"",
                        "\"repository\":\"platform/web\"",
                        "\"account\":\"alice\"");
        assertThat(figures()).isEqualTo(new Outbox.Figures(0, 0, 0, 0));
    }

    @Test
    void pushesOfOneIncidentAreOneMessage() throws Exception {
        for (int i = 0; i < 12; i++) {
            installed.refuse("alice", "refs/heads/b" + i);
        }
        assertThat(installed.notifier().run()).containsExactly(new Notifier.Result("chat", 1, 0, 0, 0));
        assertThat(chat.asked.get(0).body()).contains("\"pushes\":12", ", and 11 more pushes");
    }

    @Test
    void anAlarmIsToldAndADrillIsNot() throws Exception {
        installed.drill();
        long alarm = installed.alarm("a counter went back");
        installed.notifier().run();
        assertThat(chat.asked).hasSize(1);
        assertThat(chat.asked.get(0).body())
                .contains("\"event\":\"alarm\"", "\"verdict\":\"alarming\"", "a counter went back", "\"seq\":" + alarm);
    }

    @Test
    void whoWantsOnlyTheGravestIsTold() throws Exception {
        installed.close();
        installed = installed("notifications: {chat: {webhook: secrets/chat, verdicts: [alarming]}}");
        installed.refuse("bob", "refs/heads/main");
        installed.wait(Duration.ofHours(9));
        installed.attack("mallory", "refs/heads/main");
        assertThat(installed.notifier().run()).containsExactly(new Notifier.Result("chat", 1, 0, 0, 1));
        assertThat(chat.asked.get(0).body()).contains("mallory", "\"verdict\":\"alarming\"");
        assertThat(figures().waiting()).isZero();
    }

    @Test
    void whatFailsIsTriedAgainAfterGrowingPauses() throws Exception {
        installed.refuse("alice", "refs/heads/main");
        chat.answer(500);
        assertThat(installed.notifier().run()).containsExactly(new Notifier.Result("chat", 0, 1, 0, 0));
        assertThat(installed.errors)
                .containsExactly(
                        "refwarden: chat was not notified: answered 500; tried again from 2026-11-29T12:01:00Z");
        installed.wait(Duration.ofSeconds(59));
        assertThat(installed.notifier().run()).isEmpty();
        installed.wait(Duration.ofSeconds(1));
        installed.notifier().run();
        installed.wait(Duration.ofMinutes(1));
        assertThat(installed.notifier().run()).isEmpty();
        installed.wait(Duration.ofMinutes(1));
        chat.answer(200);
        assertThat(installed.notifier().run()).containsExactly(new Notifier.Result("chat", 1, 0, 0, 0));
        assertThat(chat.asked).hasSize(3);
        assertThat(chat.asked)
                .extracting(Receiving.Asked::id)
                .containsOnly(chat.asked.get(0).id());
    }

    @Test
    void afterDaysItIsGivenUpAndKept() throws Exception {
        installed.refuse("alice", "refs/heads/main");
        chat.answer(404);
        for (int i = 0; i < Pauses.MOST_TRIES; i++) {
            installed.notifier().run();
            installed.wait(Duration.ofHours(4));
        }
        assertThat(chat.asked).hasSize(Pauses.MOST_TRIES);
        assertThat(figures()).isEqualTo(new Outbox.Figures(0, 0, 0, 1));
        installed.wait(Duration.ofDays(900));
        assertThat(installed.notifier().run()).isEmpty();
        chat.answer(200);
        new Outbox(installed.ledger()).retryAll(installed.now());
        assertThat(installed.notifier().run()).containsExactly(new Notifier.Result("chat", 1, 0, 0, 0));
    }

    @Test
    void whoIsKilledBeforeSayingThatItWasSentLosesNothing() throws Exception {
        long seq = installed.refuse("alice", "refs/heads/main");
        new Outbox(installed.ledger())
                .claim("chat", List.of(seq), installed.now(), installed.now().plus(Duration.ofMinutes(5)));
        assertThat(installed.notifier().run()).isEmpty();
        installed.wait(Duration.ofMinutes(5));
        assertThat(installed.notifier().run()).containsExactly(new Notifier.Result("chat", 1, 0, 0, 0));
    }

    @Test
    void redirectsAreNotFollowed() throws Exception {
        try (Receiving inside = new Receiving()) {
            installed.refuse("alice", "refs/heads/main");
            chat.redirectTo(inside.url());
            assertThat(installed.notifier().run()).containsExactly(new Notifier.Result("chat", 0, 1, 0, 0));
            assertThat(inside.asked).isEmpty();
            assertThat(installed.errors.get(0)).contains("answered 302, and redirects are not followed");
        }
    }

    @Test
    void manySendersSendEachMessageOnce() throws Exception {
        for (int i = 0; i < 30; i++) {
            installed.alarm("alarm " + i);
        }
        ExecutorService senders = Executors.newFixedThreadPool(4);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            running.add(senders.submit(() -> installed.notifier().run()));
        }
        for (Future<?> one : running) {
            one.get();
        }
        senders.shutdown();
        assertThat(chat.asked).hasSize(30);
        assertThat(chat.asked).extracting(Receiving.Asked::id).doesNotHaveDuplicates();
        assertThat(figures().waiting()).isZero();
    }

    @Test
    void aTestReachesEverybodyAndTouchesNoRow() throws Exception {
        installed.refuse("alice", "refs/heads/main");
        assertThat(installed.notifier().test()).containsExactly(new Notifier.Result("chat", 1, 0, 0, 0));
        assertThat(chat.asked.get(0).body()).contains("\"event\":\"test\"");
        assertThat(figures().waiting()).isEqualTo(1);
    }
}
