package dev.refwarden.review.web;

import dev.refwarden.ledger.CaseId;
import dev.refwarden.ledger.Ledger;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** A line of the log about a refused push, of which nothing was kept. */
final class RefusedPush {
    private RefusedPush() {}

    static CaseId append(Ledger ledger, String pusher, String ref, Instant time) throws IOException {
        AtomicReference<CaseId> id = new AtomicReference<>(new CaseId(""));
        ledger.append(time, "app", (json, drawn) -> {
            id.set(drawn);
            json.writeStringField("verdict", "refused");
            json.writeStringField("case", drawn.value());
            json.writeStringField("repository", "app");
            json.writeObjectFieldStart("pusher");
            json.writeStringField("person", pusher);
            json.writeStringField("account", "git-" + pusher);
            json.writeEndObject();
            json.writeStringField("address", "10.0.0.7");
            json.writeArrayFieldStart("updates");
            json.writeStartObject();
            json.writeStringField("ref", ref);
            json.writeStringField("old", "0".repeat(40));
            json.writeStringField("new", "1".repeat(40));
            json.writeEndObject();
            json.writeEndArray();
        });
        return Objects.requireNonNull(id.get());
    }
}
