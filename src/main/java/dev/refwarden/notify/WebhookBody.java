package dev.refwarden.notify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.ledger.VisibleJson;
import dev.refwarden.policy.Notifications;
import java.io.IOException;
import java.io.StringWriter;

/** What is posted, in the form that each service takes. No text in it is taken for markup, a mention or a link of its own. */
final class WebhookBody {
    private static final JsonFactory FACTORY = VisibleJson.factory();

    private WebhookBody() {}

    /** Writes the fields of one JSON object. */
    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    static String of(Notice notice, Notifications.Form form) throws IOException {
        return switch (form) {
            case JSON -> notice.json();
            case SLACK -> object(json -> slack(notice, json));
            case TEAMS -> object(json -> teams(notice, json));
            case MATRIX ->
                object(json -> {
                    json.writeStringField("msgtype", "m.text");
                    json.writeStringField("body", notice.text());
                });
        };
    }

    private static String object(Fields fields) throws IOException {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        }
        return out.toString();
    }

    /** Slack takes these three characters for the beginnings of mentions, links and entities. */
    private static void slack(Notice notice, JsonGenerator json) throws IOException {
        json.writeStringField(
                "text", notice.text().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
        json.writeBooleanField("mrkdwn", false);
        json.writeBooleanField("link_names", false);
        json.writeBooleanField("unfurl_links", false);
        json.writeBooleanField("unfurl_media", false);
    }

    /** Runs of text, unlike blocks, know no markup. */
    private static void teams(Notice notice, JsonGenerator json) throws IOException {
        json.writeStringField("type", "message");
        json.writeArrayFieldStart("attachments");
        json.writeStartObject();
        json.writeStringField("contentType", "application/vnd.microsoft.card.adaptive");
        json.writeObjectFieldStart("content");
        json.writeStringField("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        json.writeStringField("type", "AdaptiveCard");
        json.writeStringField("version", "1.4");
        json.writeArrayFieldStart("body");
        run(notice.title(), true, json);
        for (String line : notice.lines()) {
            run(line, false, json);
        }
        json.writeEndArray();
        if (notice.link().isPresent()) {
            json.writeArrayFieldStart("actions");
            json.writeStartObject();
            json.writeStringField("type", "Action.OpenUrl");
            json.writeStringField("title", "Open the case");
            json.writeStringField("url", notice.link().get());
            json.writeEndObject();
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void run(String text, boolean bold, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "RichTextBlock");
        json.writeArrayFieldStart("inlines");
        json.writeStartObject();
        json.writeStringField("type", "TextRun");
        json.writeStringField("text", text);
        if (bold) {
            json.writeStringField("weight", "Bolder");
        }
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }
}
