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

    /** Writes to {@code out}, which stays open. */
    static JsonGenerator to(Writer out) throws IOException {
        return FACTORY.createGenerator(out).useDefaultPrettyPrinter();
    }
}
