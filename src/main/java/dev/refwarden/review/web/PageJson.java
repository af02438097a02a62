package dev.refwarden.review.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.ledger.VisibleJson;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;

/** Pages for programs: {@code {"schema":"refwarden.<name>/1",…}} with everything that the page shows, by the same names. */
final class PageJson {
    private PageJson() {}

    static String of(String name, Record page) throws IOException {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = VisibleJson.factory().createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("schema", "refwarden." + name + "/1");
            writeFields(page, json);
            json.writeEndObject();
        }
        return out.append('\n').toString();
    }

    private static void writeFields(Record page, JsonGenerator json) throws IOException {
        for (RecordComponent component : page.getClass().getRecordComponents()) {
            json.writeFieldName(component.getName());
            write(value(page, component), json);
        }
    }

    private static Object value(Record page, RecordComponent component) {
        try {
            return component.getAccessor().invoke(page);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component.getName(), e);
        }
    }

    private static void write(Object value, JsonGenerator json) throws IOException {
        if (value instanceof Record part) {
            json.writeStartObject();
            writeFields(part, json);
            json.writeEndObject();
        } else if (value instanceof Collection<?> list) {
            json.writeStartArray();
            for (Object one : list) {
                write(one, json);
            }
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(String.valueOf(entry.getKey()));
                write(entry.getValue(), json);
            }
            json.writeEndObject();
        } else if (value instanceof Number || value instanceof Boolean) {
            json.writeObject(value);
        } else {
            json.writeString(String.valueOf(value));
        }
    }
}
