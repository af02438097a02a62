package dev.refwarden.notify;

import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.Outbox;
import dev.refwarden.policy.Notifications;
import dev.refwarden.policy.Server;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import dev.refwarden.review.desk.Contents;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Sends what is due, to every receiver, each by a thread of its own, so that one who hangs holds no one else up. Several
 * may run at once, in one process or on several servers: nothing is sent by two of them.
 */
public final class Notifier {
    private static final int MOST_AT_ONCE = 8;

    private final Path config;
    private final Ledger ledger;
    private final InstantSource clock;
    private final Consumer<String> errors;
    private final Contents contents = new Contents();
    private final HttpClient client = WebhookSender.client();
    private final AtomicBoolean mailing = new AtomicBoolean();

    /** @param errors receives, in words that hold no secret, what could not be sent */
    public Notifier(Path config, Ledger ledger, InstantSource clock, Consumer<String> errors) {
        this.config = config;
        this.ledger = ledger;
        this.clock = clock;
        this.errors = errors;
    }

    /**
     * What one receiver was sent.
     *
     * @param sent messages that were taken
     * @param failed messages that were not, and are tried again
     * @param givenUp messages that are not tried again
     * @param passedOver pushes that this receiver is not notified of
     */
    public record Result(String receiver, int sent, int failed, int givenUp, int passedOver) {}

    /** Whether anything is to be sent now. */
    public boolean isDue() throws IOException, PolicyProblems {
        Server server = Configuration.loadServer(config);
        return !due(server).isEmpty();
    }

    /** Sends what is due now. */
    public List<Result> run() throws IOException, PolicyProblems {
        Server server = Configuration.loadServer(config);
        List<Notifications.Receiver> due = due(server);
        if (due.isEmpty()) {
            return List.of();
        }
        Optional<Configuration> configuration = configuration();
        return each(due, receiver -> round(receiver, server, configuration).run());
    }

    /** Sends a message to every receiver that only shows that messages arrive. */
    public List<Result> test() throws IOException, PolicyProblems {
        Server server = Configuration.loadServer(config);
        String title = "Refwarden on " + server.name() + " can reach you";
        String id = NoticeJson.id(server.name() + clock.instant(), List.of());
        Notice notice = new Notice(
                id,
                "test",
                Notifications.Verdict.ORDINARY,
                title,
                List.of("This is only a test."),
                Optional.empty(),
                NoticeJson.test(id, server.name(), title));
        return each(server.notifications().receivers(), receiver -> {
            Delivery delivery = sender(receiver, server).send(notice);
            if (delivery instanceof Delivery.Failed failed) {
                errors.accept("refwarden: " + receiver.name() + ": " + failed.reason());
                return new Result(receiver.name(), 0, 1, 0, 0);
            }
            return new Result(receiver.name(), 1, 0, 0, 0);
        });
    }

    private List<Notifications.Receiver> due(Server server) throws IOException {
        Outbox outbox = new Outbox(ledger);
        List<Notifications.Receiver> due = new ArrayList<>();
        for (Notifications.Receiver receiver : server.notifications().receivers()) {
            if (!outbox.due(receiver.name(), clock.instant(), 1).isEmpty()) {
                due.add(receiver);
            }
        }
        return due;
    }

    /** Rules that cannot be read keep no one from being notified. */
    private Optional<Configuration> configuration() {
        try {
            return Optional.of(Configuration.load(config));
        } catch (PolicyProblems e) {
            return Optional.empty();
        }
    }

    private Round round(Notifications.Receiver receiver, Server server, Optional<Configuration> configuration) {
        return new Round(
                new Outbox(ledger),
                receiver,
                sender(receiver, server),
                new NewsDesk(ledger, configuration, contents),
                new NoticeWriter(server),
                new Round.Surroundings(clock, errors));
    }

    private Sender sender(Notifications.Receiver receiver, Server server) {
        if (receiver.channel() instanceof Notifications.Webhook webhook) {
            return new WebhookSender(client, config, webhook);
        }
        if (receiver.channel() instanceof Notifications.Mail mail) {
            return new MailSender(
                    config, server.name(), server.notifications().mailServer().orElseThrow(), mail, mailing);
        }
        throw new IllegalStateException("a receiver of no known kind");
    }

    /** What is done for one receiver. */
    private interface Work {
        Result of(Notifications.Receiver receiver) throws IOException;
    }

    private static List<Result> each(List<Notifications.Receiver> receivers, Work work) throws IOException {
        ExecutorService threads =
                Executors.newFixedThreadPool(Math.min(MOST_AT_ONCE, receivers.size() + 1), runnable -> {
                    Thread thread = new Thread(runnable, "notify");
                    thread.setDaemon(true);
                    return thread;
                });
        try {
            List<Future<Result>> working = new ArrayList<>();
            for (Notifications.Receiver receiver : receivers) {
                working.add(threads.submit(() -> work.of(receiver)));
            }
            List<Result> results = new ArrayList<>();
            for (Future<Result> one : working) {
                results.add(one.get());
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }
}
