package dev.refwarden.cases;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.refwarden.object.ObjectId;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Takes from one line of the log what the index keeps, without building anything else of it. */
final class SummaryReader {
    private static final JsonFactory JSON = new JsonFactory();

    private OptionalLong time = OptionalLong.empty();
    private String verdict = "";
    private String event = "";
    private String caseId = "";
    private String repository = "";
    private String person = "";
    private String account = "";
    private final Set<String> refs = new LinkedHashSet<>();
    private final Set<String> codes = new LinkedHashSet<>();
    private final Set<Signer> signers = new LinkedHashSet<>();
    private final Set<ObjectId> objects = new LinkedHashSet<>();

    private SummaryReader() {}

    /** Absent where the bytes are not one whole JSON object that begins as a line of the log does and says when. */
    static Optional<Summary> read(byte[] line) {
        SummaryReader reader = new SummaryReader();
        try (JsonParser json = JSON.createParser(line)) {
            boolean begins = json.nextToken() == JsonToken.START_OBJECT
                    && "seq".equals(json.nextFieldName())
                    && json.nextToken() == JsonToken.VALUE_NUMBER_INT
                    && "prev".equals(json.nextFieldName());
            if (!begins) {
                return Optional.empty();
            }
            json.nextToken();
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                json.nextToken();
                reader.take(name, json);
            }
            boolean whole = json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null;
            return whole ? reader.summary() : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<Summary> summary() {
        if (time.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Summary(
                time.getAsLong(),
                Kind.of(verdict, event),
                caseId,
                repository,
                person,
                account,
                refs,
                codes,
                signers,
                objects));
    }

    private void take(String name, JsonParser json) throws IOException {
        switch (name) {
            case "time" -> time = time(text(json));
            case "verdict" -> verdict = text(json);
            case "event" -> event = text(json);
            case "case" -> caseId = text(json);
            case "repository" -> repository = text(json);
            case "account" -> account = text(json);
            case "pusher" -> pusher(json);
            case "updates" -> each(json, this::update);
            case "refs" -> each(json, this::declared);
            case "commits", "tags", "approvals" -> each(json, this::signature);
            case "certificate" -> signature(json);
            case "waiver" -> waiver(json);
            case "findings" -> each(json, this::finding);
            default -> json.skipChildren();
        }
    }

    /** Takes one of a list's objects; the parser stands at its beginning, and must be left at its end. */
    @FunctionalInterface
    private interface Taker {
        void take(JsonParser json) throws IOException;
    }

    private static void each(JsonParser json, Taker taker) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token == null) {
                throw new IOException("the line ends within a list");
            }
            taker.take(json);
        }
    }

    private void pusher(JsonParser json) throws IOException {
        fields(json, (name, value) -> {
            person = name.equals("person") ? value : person;
            account = name.equals("account") ? value : account;
        });
    }

    private void update(JsonParser json) throws IOException {
        fields(json, (name, value) -> {
            if (name.equals("ref")) {
                refs.add(value);
            } else if (name.equals("new")) {
                object(value);
            }
        });
    }

    private void declared(JsonParser json) throws IOException {
        fields(json, (name, value) -> {
            if (name.equals("ref")) {
                refs.add(value);
            } else if (name.equals("tip") || name.equals("commit")) {
                object(value);
            }
        });
    }

    private void finding(JsonParser json) throws IOException {
        fields(json, (name, value) -> {
            if (name.equals("code")) {
                codes.add(value);
            } else if (name.equals("object")) {
                object(value);
            }
        });
    }

    private void signature(JsonParser json) throws IOException {
        String[] signer = {"", "", ""};
        fields(json, (name, value) -> {
            switch (name) {
                case "id" -> object(value);
                case "signer" -> signer[0] = value;
                case "key" -> signer[1] = value;
                case "fingerprint" -> signer[2] = value;
                default -> {}
            }
        });
        Signer who = new Signer(signer[0], signer[1], signer[2]);
        if (!who.isNobody()) {
            signers.add(who);
        }
    }

    private void waiver(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            if (name.equals("by")) {
                each(json, this::signature);
            } else {
                json.skipChildren();
            }
        }
    }

    /** Takes the text of one field. */
    @FunctionalInterface
    private interface Field {
        void take(String name, String value);
    }

    /** Shows the texts of the object at hand; what is no object is passed over. */
    private static void fields(JsonParser json, Field field) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            if (json.nextToken() == JsonToken.VALUE_STRING) {
                field.take(name, json.getText());
            } else {
                json.skipChildren();
            }
        }
    }

    private void object(String hex) {
        if (ObjectId.isHex(hex)) {
            ObjectId id = ObjectId.fromHex(hex);
            if (!id.isZero()) {
                objects.add(id);
            }
        }
    }

    private static String text(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        json.skipChildren();
        return "";
    }

    private static OptionalLong time(String text) {
        try {
            return OptionalLong.of(Instant.parse(text).toEpochMilli());
        } catch (DateTimeParseException | ArithmeticException e) {
            return OptionalLong.empty();
        }
    }
}
