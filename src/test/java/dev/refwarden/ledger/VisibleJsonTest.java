package dev.refwarden.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleJsonTest {
    /** An escape, a C1 control sequence, overrides, zero width, an invisible separator, fillers, a line separator. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b[31m",
                "\u007f",
                "\u009b31m",
                "\u0085",
                "\u202e",
                "\u2066",
                "\u200b",
                "\u200d",
                "\ufeff",
                "\u00ad",
                "\u2062",
                "\u3164",
                "\u2800",
                "\u00a0",
                "\u2028"
            })
    void whatDoesNotShowIsEscapedAndReadBackAsItWas(String hidden) throws IOException {
        String text = "a" + hidden + "b";
        for (String json : new String[] {text(text), bytes(text)}) {
            assertThat(json).matches("\"a[ -~]+b\"");
            try (JsonParser parser = VisibleJson.factory().createParser(json)) {
                parser.nextToken();
                assertThat(parser.getText()).isEqualTo(text);
            }
        }
    }

    @Test
    void whatShowsStandsAsItIs() throws IOException {
        String shown = "J\u00fcrgen \u6f22 'x' {}";
        assertThat(text(shown + "\ud83d\ude80")).isEqualTo('"' + shown + "\ud83d\ude80\"");
        assertThat(bytes(shown)).isEqualTo('"' + shown + '"');
    }

    private static String text(String value) throws IOException {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = VisibleJson.factory().createGenerator(out)) {
            json.writeString(value);
        }
        return out.toString();
    }

    private static String bytes(String value) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = VisibleJson.factory().createGenerator(out)) {
            json.writeString(value);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
