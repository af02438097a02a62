package dev.refwarden.review.web;

import dev.refwarden.ledger.Ledger;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** A line of the log about a push that passed since its rule only observes, by someone who attacks the reader. */
final class ObservedPush {
    private ObservedPush() {}

    static void append(Ledger ledger) throws IOException {
        ledger.append(Instant.now(), "server", (json, caseId) -> {
            json.writeStringField("verdict", "observed");
            json.writeStringField("repository", "server");
            json.writeObjectFieldStart("pusher");
            json.writeStringField("account", "\"><script>xss()</script>\u202e" + "long".repeat(40));
            json.writeEndObject();
            for (String list : List.of("codes", "findings")) {
                json.writeArrayFieldStart(list);
                json.writeStartObject();
                json.writeStringField("code", "unsigned");
                json.writeStringField("rule", "<img src=x onerror=xss()>");
                json.writeNumberField("count", 1);
                json.writeBooleanField("observed", true);
                json.writeEndObject();
                json.writeEndArray();
            }
        });
    }
}
