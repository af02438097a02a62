package dev.refwarden.notify;

import dev.refwarden.policy.Notifications;
import dev.refwarden.policy.WebAddress;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Posts messages to an address that is a secret: it is never part of a reason, and neither is anything that was answered.
 * The answer's status counts alone; its body is not read, and no redirect is followed.
 */
final class WebhookSender implements Sender {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private final HttpClient client;
    private final Path config;
    private final Notifications.Webhook webhook;
    private final Duration patience;

    WebhookSender(HttpClient client, Path config, Notifications.Webhook webhook) {
        this(client, config, webhook, PATIENCE);
    }

    /** @param patience how long the whole exchange may take */
    WebhookSender(HttpClient client, Path config, Notifications.Webhook webhook, Duration patience) {
        this.client = client;
        this.config = config;
        this.webhook = webhook;
        this.patience = patience;
    }

    /** A client that follows no redirect. */
    static HttpClient client() {
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
    }

    @Override
    public Delivery send(Notice notice) {
        HttpRequest request;
        try {
            request = request(notice);
        } catch (IOException e) {
            return new Delivery.Failed(String.valueOf(e.getMessage()), true);
        }
        CompletableFuture<HttpResponse<Integer>> answer = client.sendAsync(request, information -> new Unread());
        try {
            return delivery(
                    answer.get(patience.toMillis(), TimeUnit.MILLISECONDS).statusCode());
        } catch (TimeoutException e) {
            answer.cancel(true);
            return new Delivery.Failed("no answer within " + patience.toSeconds() + " seconds", true);
        } catch (ExecutionException e) {
            return new Delivery.Failed(words(e), true);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new Delivery.Failed("interrupted", true);
        }
    }

    private HttpRequest request(Notice notice) throws IOException {
        URI address = WebAddress.of(SecretFile.word(config, webhook.url()))
                .orElseThrow(() -> new IOException(webhook.url() + " holds no https address"));
        boolean matrix = webhook.form() == Notifications.Form.MATRIX;
        if (matrix) {
            // Whatever is put twice under one transaction's id is one event.
            address = URI.create(address.toString().replaceFirst("/$", "") + "/refwarden-" + notice.id());
        }
        HttpRequest.BodyPublisher body =
                HttpRequest.BodyPublishers.ofString(WebhookBody.of(notice, webhook.form()), StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(patience)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "refwarden")
                .header("Refwarden-Notification", notice.id())
                .method(matrix ? "PUT" : "POST", body);
        if (webhook.token().isPresent()) {
            request.header(
                    "Authorization",
                    "Bearer " + SecretFile.word(config, webhook.token().get()));
        }
        return request.build();
    }

    private static Delivery delivery(int status) {
        if (status >= 200 && status < 300) {
            return new Delivery.Delivered();
        }
        boolean redirect = status >= 300 && status < 400;
        return new Delivery.Failed(
                "answered " + status + (redirect ? ", and redirects are not followed" : ""),
                status >= SERVER_ERROR || status == TOO_MANY || redirect);
    }

    /** Messages of exceptions may hold the address, and are left out. */
    private static String words(ExecutionException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpTimeoutException) {
                return "no answer in time";
            }
            if (cause instanceof SSLException) {
                return "no protected connection: its certificate or protocol is not accepted";
            }
            if (cause instanceof UnresolvedAddressException) {
                return "its host is not known";
            }
            if (cause instanceof ConnectException) {
                return "cannot be connected to";
            }
        }
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return "the connection failed (" + cause.getClass().getSimpleName() + ")";
    }

    /** Takes nothing of an answer's body, however long it is. */
    private static final class Unread implements HttpResponse.BodySubscriber<Integer> {
        private final CompletableFuture<Integer> done = new CompletableFuture<>();

        @Override
        public CompletionStage<Integer> getBody() {
            return done;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.cancel();
            done.complete(0);
        }

        @Override
        public void onNext(List<ByteBuffer> some) {
            // Not asked for.
        }

        @Override
        public void onError(Throwable failure) {
            done.complete(0);
        }

        @Override
        public void onComplete() {
            done.complete(0);
        }
    }
}
