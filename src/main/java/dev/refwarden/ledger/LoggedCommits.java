package dev.refwarden.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** Reads the list of commits of a line one by one, since an accepted push may bring very many. */
final class LoggedCommits {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String COMMITS = "commits";

    private LoggedCommits() {}

    /** Takes the texts of one commit, such as its id, signer, key and fingerprint. */
    @FunctionalInterface
    interface Field {
        void take(String name, String value);
    }

    /** Takes one commit after the other. */
    @FunctionalInterface
    interface Taking {
        void take(Map<String, Object> commit);
    }

    /** Shows every commit, of which no more than one is kept where the list is long. */
    static void each(LoggedLine line, Taking taking) throws IOException {
        if (line.whole()) {
            line.objects(COMMITS).forEach(taking::take);
        } else {
            each(line.raw(), taking);
        }
    }

    /** Shows the texts of every commit. */
    static void eachText(LoggedLine line, Field field) throws IOException {
        if (line.whole()) {
            for (Map<String, Object> commit : line.objects(COMMITS)) {
                commit.forEach((name, value) -> {
                    if (value instanceof String text) {
                        field.take(name, text);
                    }
                });
            }
        } else {
            try (JsonParser json = JSON.createParser(line.raw())) {
                if (isFound(json)) {
                    texts(json, field);
                }
            }
        }
    }

    private static void each(byte[] line, Taking taking) throws IOException {
        try (JsonParser json = JSON.createParser(line)) {
            if (isFound(json)) {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    taking.take(LoggedLine.object(json, Set.of()));
                }
            }
        }
    }

    /** Whether the list has just begun. */
    private static boolean isFound(JsonParser json) throws IOException {
        json.nextToken();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            boolean isList = json.nextToken() == JsonToken.START_ARRAY;
            if (isList && name.equals(COMMITS)) {
                return true;
            }
            json.skipChildren();
        }
        return false;
    }

    private static void texts(JsonParser json, Field field) throws IOException {
        while (json.nextToken() == JsonToken.START_OBJECT) {
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                if (json.nextToken() == JsonToken.VALUE_STRING) {
                    field.take(name, json.getText());
                } else {
                    json.skipChildren();
                }
            }
        }
    }
}
