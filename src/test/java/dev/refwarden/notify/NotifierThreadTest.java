package dev.refwarden.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is sent next to other work goes on whatever fails. */
class NotifierThreadTest {
    @Test
    void itGoesOnAndTellsTheSameFailureOnce() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        CountDownLatch rounds = new CountDownLatch(5);
        NotifierThread.Work failing = () -> {
            rounds.countDown();
            throw new IOException("no ledger");
        };
        try (NotifierThread thread = new NotifierThread(failing, told::add, Duration.ofMillis(1))) {
            thread.start();
            assertThat(rounds.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(told).containsExactly("refwarden: nobody is notified: no ledger");
    }
}
