package dev.refwarden.review.desk;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.ledger.VisibleJson;
import java.io.IOException;
import java.io.Writer;

/** Whom enforcing would have hit, for programs: {@code {"schema":"refwarden.observed/1",…,"rows":[…]}}. */
public final class ObservingJson {
    private ObservingJson() {}

    /** Writes all of it, one row a line. */
    public static void write(Observing observing, Writer out) throws IOException {
        try (JsonGenerator json = VisibleJson.factory().createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("schema", "refwarden.observed/1");
            json.writeStringField("since", observing.since().toString());
            json.writeNumberField("observed", observing.observed());
            json.writeNumberField("passed", observing.passed());
            json.writeNumberField("pushers", observing.pushers());
            json.writeNumberField("cut", observing.cut());
            json.writeBooleanField("more", observing.more());
            json.writeArrayFieldStart("rows");
            for (Observing.Row row : observing.rows()) {
                json.writeRaw('\n');
                write(row, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
    }

    private static void write(Observing.Row row, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("person", row.person());
        json.writeStringField("account", row.account());
        json.writeStringField("rule", row.rule());
        json.writeStringField("code", row.code());
        json.writeNumberField("pushes", row.pushes());
        json.writeStringField("first", row.first().toString());
        json.writeStringField("last", row.last().text("time"));
        json.writeNumberField("lastSeq", row.last().seq());
        json.writeArrayFieldStart("repositories");
        for (String repository : row.repositories()) {
            json.writeString(repository);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
