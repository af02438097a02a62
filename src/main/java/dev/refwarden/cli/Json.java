package dev.refwarden.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.ledger.VisibleJson;
import java.io.IOException;
import java.io.Writer;

/** JSON for programs, indented enough for people. */
final class Json {
    private static final JsonFactory FACTORY = VisibleJson.factory();

    private Json() {}

    /**
     * Begins an object that says of what form it is, {@code {"schema":"refwarden.<name>/1",…}}, as everything for programs is.
     * Closing the generator ends it, and leaves {@code out} open.
     *
     * @param name as it is written in the schema
     */
    static JsonGenerator to(Writer out, String name) throws IOException {
        JsonGenerator json = FACTORY.createGenerator(out).useDefaultPrettyPrinter();
        json.writeStartObject();
        json.writeStringField("schema", "refwarden." + name + "/1");
        return json;
    }
}
