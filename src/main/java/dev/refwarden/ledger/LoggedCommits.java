package dev.refwarden.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads the list of commits of a line one by one, since an accepted push may bring very many. */
final class LoggedCommits {
    private static final JsonFactory JSON = new JsonFactory();

    private LoggedCommits() {}

    /** Takes the texts of one commit, such as its id, signer, key and fingerprint. */
    @FunctionalInterface
    interface Field {
        void take(String name, String value);
    }

    /** @param line one whole JSON object */
    static void each(byte[] line, Field field) throws IOException {
        try (JsonParser json = JSON.createParser(line)) {
            json.nextToken();
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                boolean isList = json.nextToken() == JsonToken.START_ARRAY;
                if (isList && name.equals("commits")) {
                    commits(json, field);
                    return;
                }
                json.skipChildren();
            }
        }
    }

    private static void commits(JsonParser json, Field field) throws IOException {
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
