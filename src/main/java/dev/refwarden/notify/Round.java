package dev.refwarden.notify;

import dev.refwarden.ledger.Outbox;
import dev.refwarden.policy.Notifications;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;

/** Sends one receiver what is due. Used once. */
final class Round {
    /** Longer than any sender takes, so that no one else sends the same meanwhile. */
    private static final Duration CLAIM = Duration.ofMinutes(5);

    private static final int AT_ONCE = 100;
    private static final int MOST_PAGES = 100;
    /** Where so many in a row were not taken, the rest waits for the next round. */
    private static final int MOST_FAILURES = 3;

    private final Outbox outbox;
    private final Notifications.Receiver receiver;
    private final Sender sender;
    private final NewsDesk desk;
    private final NoticeWriter writer;
    private final Surroundings surroundings;
    private int sent;
    private int failed;
    private int givenUp;
    private int passedOver;
    private int inARow;

    /** Where the time comes from, and where failures are reported. */
    record Surroundings(InstantSource clock, Consumer<String> errors) {}

    Round(
            Outbox outbox,
            Notifications.Receiver receiver,
            Sender sender,
            NewsDesk desk,
            NoticeWriter writer,
            Surroundings surroundings) {
        this.outbox = outbox;
        this.receiver = receiver;
        this.sender = sender;
        this.desk = desk;
        this.writer = writer;
        this.surroundings = surroundings;
    }

    Notifier.Result run() throws IOException {
        Instant start = surroundings.clock().instant();
        for (int page = 0; page < MOST_PAGES && inARow < MOST_FAILURES; page++) {
            List<Long> due = outbox.due(receiver.name(), start, AT_ONCE);
            if (due.isEmpty()) {
                break;
            }
            sendAll(due, start);
        }
        return new Notifier.Result(receiver.name(), sent, failed, givenUp, passedOver);
    }

    private void sendAll(List<Long> due, Instant start) throws IOException {
        List<News> news = desk.of(due);
        Set<Long> meaningless = new HashSet<>(due);
        news.forEach(one -> one.seqs().forEach(meaningless::remove));
        if (!meaningless.isEmpty()) {
            outbox.remove(receiver.name(), meaningless);
        }
        List<News> unwanted = new ArrayList<>();
        for (News one : news) {
            if (!receiver.verdicts().contains(one.verdict())) {
                unwanted.add(one);
            } else if (inARow < MOST_FAILURES) {
                send(one, start);
            }
        }
        for (News one : unwanted) {
            outbox.remove(receiver.name(), one.seqs());
            passedOver += one.seqs().size();
        }
    }

    private void send(News news, Instant start) throws IOException {
        Instant until = surroundings.clock().instant().plus(CLAIM);
        SortedMap<Long, Integer> claimed = outbox.claim(receiver.name(), news.seqs(), start, until);
        if (claimed.isEmpty()) {
            // Someone else sends it.
            return;
        }
        Delivery delivery = sender.send(writer.write(news.only(claimed.keySet())));
        if (delivery instanceof Delivery.Failed failure) {
            later(claimed, failure);
        } else {
            outbox.remove(receiver.name(), claimed.keySet());
            sent++;
            inARow = 0;
        }
    }

    private void later(SortedMap<Long, Integer> claimed, Delivery.Failed failure) throws IOException {
        int tries = Collections.max(claimed.values());
        inARow = failure.forAll() ? MOST_FAILURES : inARow + 1;
        String words = "refwarden: " + receiver.name() + " was not notified: " + failure.reason();
        if (tries >= Pauses.MOST_TRIES) {
            outbox.giveUp(receiver.name(), claimed.keySet());
            givenUp++;
            surroundings.errors().accept(words + "; given up after " + tries + " tries");
            return;
        }
        Instant again = surroundings.clock().instant().plus(Pauses.after(tries));
        outbox.postpone(receiver.name(), claimed.keySet(), again);
        failed++;
        surroundings.errors().accept(words + "; tried again from " + again.truncatedTo(ChronoUnit.SECONDS));
    }
}
