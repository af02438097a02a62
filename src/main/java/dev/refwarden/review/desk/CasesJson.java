package dev.refwarden.review.desk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.ledger.CaseEvent;
import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.ledger.LoggedPush;
import dev.refwarden.ledger.VisibleJson;
import dev.refwarden.review.PushContent;
import dev.refwarden.review.assessment.Reason;
import dev.refwarden.review.content.Mark;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Pushes for programs: {@code {"schema":"refwarden.cases/1","cases":[…]}}, newest first. */
public final class CasesJson {
    /** The name of the form; a later one with other meanings would have another. */
    public static final String SCHEMA = "refwarden.cases/1";

    private static final JsonFactory FACTORY = VisibleJson.factory();
    private static final int MOST_FILES = 100;

    private CasesJson() {}

    /** Writes a list, one push a line; where there is more, {@code older} says before which line it goes on. */
    public static void write(CasePages.Page page, Writer out) throws IOException {
        out.write("{\"schema\":\"" + SCHEMA + "\",\"cases\":[");
        String separator = "\n";
        for (CasePages.Row row : page.pushes()) {
            out.write(separator);
            try (JsonGenerator json = FACTORY.createGenerator(out)) {
                json.writeStartObject();
                write(row, json);
                json.writeEndObject();
            }
            separator = ",\n";
        }
        out.write("\n]" + page.older().map(line -> ",\"older\":" + line).orElse("") + "}\n");
    }

    /** Writes one push on one line, with the log's line under {@code record}. */
    public static void writeOne(DeskCase desk, Writer out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("schema", "refwarden.case/1");
            write(new CasePages.Row(desk.push(), Optional.of(desk)), json);
            json.writeFieldName("record");
            json.writeRawValue(desk.decision().json());
            json.writeEndObject();
        }
        out.write('\n');
    }

    /** Writes a push that passed on one line, with the log's line under {@code record}. */
    public static void writePush(LoggedDecision passed, Writer out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("schema", "refwarden.push/1");
            write(new CasePages.Row(new LoggedPush(passed, Set.of()), Optional.empty()), json);
            json.writeFieldName("record");
            json.writeRawValue(passed.json());
            json.writeEndObject();
        }
        out.write('\n');
    }

    private static void write(CasePages.Row row, JsonGenerator json) throws IOException {
        LoggedDecision decision = row.push().decision();
        if (row.desk().isPresent()) {
            DeskCase desk = row.desk().get();
            json.writeStringField("case", desk.id());
            json.writeStringField("incident", desk.incident());
            json.writeStringField("assessment", desk.assessment().level().word());
            json.writeStringField("state", desk.state().word());
            present(json, "askedFor", desk.decision().text("askedFor"));
        }
        json.writeNumberField("seq", decision.seq());
        json.writeStringField("time", decision.text("time"));
        json.writeStringField("verdict", decision.text("verdict"));
        if (decision.fields().get("drill") == Boolean.TRUE) {
            json.writeBooleanField("drill", true);
        }
        json.writeStringField("repository", decision.text("repository"));
        present(json, "person", decision.text("pusher", "person"));
        present(json, "account", decision.text("pusher", "account"));
        present(json, "address", decision.text("address"));
        json.writeArrayFieldStart("updates");
        for (Map<String, Object> update : decision.objects("updates")) {
            json.writeStartObject();
            for (String field : List.of("ref", "old", "new")) {
                json.writeStringField(field, LoggedDecision.text(update, field));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        if (decision.updateCount() > decision.objects("updates").size()) {
            json.writeNumberField("updateCount", decision.updateCount());
        }
        codes(decision, json);
        if (row.desk().isPresent()) {
            desk(row.desk().get(), json);
        }
    }

    private static void codes(LoggedDecision decision, JsonGenerator json) throws IOException {
        texts(json, "codes", decision.refusingCodes());
        List<String> warned = decision.objects("codes").stream()
                .filter(code -> code.get("observed") == Boolean.TRUE)
                .map(code -> LoggedDecision.text(code, "code"))
                .toList();
        if (!warned.isEmpty()) {
            texts(json, "warnings", warned);
        }
    }

    private static void desk(DeskCase desk, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("reasons");
        for (Reason reason : desk.assessment().reasons()) {
            json.writeStartObject();
            json.writeStringField("side", reason.side().name().toLowerCase(Locale.ROOT));
            json.writeNumberField("weight", reason.weight());
            json.writeStringField("text", reason.text());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeBooleanField("whole", desk.content().whole());
        texts(
                json,
                "subjects",
                desk.content().commits().stream()
                        .limit(10)
                        .map(commit -> commit.subject())
                        .toList());
        texts(
                json,
                "files",
                desk.content().files().stream()
                        .limit(MOST_FILES)
                        .map(PushContent.File::name)
                        .toList());
        texts(
                json,
                "marks",
                desk.content().marks().stream()
                        .map(Mark::kind)
                        .map(kind -> kind.word())
                        .distinct()
                        .toList());
        present(json, "takenBy", desk.takenBy());
        if (desk.landed().isPresent()) {
            json.writeNumberField("landed", desk.landed().get().seq());
        }
        accepted(json, "gotIn", desk.gotIn());
        accepted(json, "toCheck", desk.toCheck());
        json.writeArrayFieldStart("events");
        for (CaseEvent event : desk.events()) {
            json.writeStartObject();
            json.writeStringField("time", event.time().toString());
            json.writeStringField("did", event.kind().word());
            json.writeStringField("by", event.who());
            present(json, "from", event.onPage() ? "page" : "");
            present(json, "text", event.text());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void accepted(JsonGenerator json, String name, List<LoggedDecision> pushes) throws IOException {
        json.writeArrayFieldStart(name);
        for (LoggedDecision accepted : pushes) {
            json.writeStartObject();
            json.writeNumberField("seq", accepted.seq());
            json.writeStringField("time", accepted.text("time"));
            json.writeStringField("repository", accepted.text("repository"));
            texts(
                    json,
                    "refs",
                    accepted.objects("updates").stream()
                            .map(update -> LoggedDecision.text(update, "ref"))
                            .toList());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void present(JsonGenerator json, String name, String text) throws IOException {
        if (!text.isEmpty()) {
            json.writeStringField(name, text);
        }
    }
}
