package dev.refwarden.notify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.crypto.Digests;
import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.ledger.VisibleJson;
import dev.refwarden.review.desk.CasesJson;
import dev.refwarden.review.desk.DeskCase;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** News for programs: {@code {"schema":"refwarden.notification/1",…}}. */
final class NoticeJson {
    private static final String SCHEMA = "refwarden.notification/1";
    private static final JsonFactory FACTORY = VisibleJson.factory();
    private static final int LONGEST_CASE = 200_000;
    private static final int MOST_CASES = 100;
    private static final int ID_BYTES = 12;

    private NoticeJson() {}

    /** What a message about these lines is known by. */
    static String id(String server, List<Long> seqs) {
        byte[] about = (server + " " + seqs.stream().sorted().toList()).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(Digests.sha256().digest(about), 0, ID_BYTES);
    }

    /** Writes the rest of an object. */
    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    static String refusals(String id, String server, String title, Optional<String> link, News.Refusals refusals)
            throws IOException {
        DeskCase gravest = refusals.gravest();
        return object(id, server, title, refusals, json -> {
            json.writeStringField("event", "refused");
            if (link.isPresent()) {
                json.writeStringField("link", link.get());
            }
            json.writeStringField("incident", gravest.incident());
            json.writeNumberField("pushes", refusals.cases().size());
            json.writeArrayFieldStart("cases");
            for (DeskCase one : refusals.cases().stream().limit(MOST_CASES).toList()) {
                json.writeString(one.id());
            }
            json.writeEndArray();
            StringWriter whole = new StringWriter();
            CasesJson.writeOne(gravest, whole);
            if (whole.getBuffer().length() <= LONGEST_CASE) {
                json.writeFieldName("gravest");
                json.writeRawValue(whole.toString().strip());
            }
        });
    }

    static String alarm(String id, String server, String title, News.Alarm alarm) throws IOException {
        LoggedDecision line = alarm.line();
        return object(id, server, title, alarm, json -> {
            json.writeStringField("event", "alarm");
            json.writeNumberField("seq", line.seq());
            json.writeStringField("time", line.text("time"));
            json.writeStringField("repository", line.text("repository"));
            json.writeArrayFieldStart("alarms");
            if (line.fields().get("alarms") instanceof List<?> texts) {
                for (Object text : texts) {
                    json.writeString(String.valueOf(text));
                }
            }
            json.writeEndArray();
        });
    }

    /** A message that only shows that messages arrive. */
    static String test(String id, String server, String title) throws IOException {
        return object(id, server, title, Optional.empty(), json -> json.writeStringField("event", "test"));
    }

    private static String object(String id, String server, String title, News news, Body body) throws IOException {
        return object(id, server, title, Optional.of(news), body);
    }

    private static String object(String id, String server, String title, Optional<News> news, Body body)
            throws IOException {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("schema", SCHEMA);
            json.writeStringField("id", id);
            json.writeStringField("server", server);
            if (news.isPresent()) {
                json.writeStringField("verdict", news.get().verdict().word());
            }
            json.writeStringField("title", title);
            body.write(json);
            json.writeEndObject();
        }
        return out.toString();
    }
}
