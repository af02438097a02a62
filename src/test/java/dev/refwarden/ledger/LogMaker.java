package dev.refwarden.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes logs of pushes that never were, many in one transaction. */
final class LogMaker {
    static final List<String> REPOSITORIES = List.of("platform/api", "platform/web", "tools");
    static final List<String> REFS = List.of("refs/heads/main", "refs/heads/release/1", "refs/tags/v1");
    static final List<String> PEOPLE = List.of("alice", "bob", "");
    static final List<String> ACCOUNTS = List.of("alice", "bobby", "mallory");
    static final List<String> CODES = List.of("unsigned", "unknown-key", "key-expired");
    private static final List<String> ACCEPTING = List.of("accepted", "observed", "waived");
    private static final String NONE = "0".repeat(40);

    private final Ledger ledger;
    private final Random random;
    private Instant now = Instant.parse("2026-11-01T00:00:00.123Z");

    LogMaker(Ledger ledger, long seed) {
        this.ledger = ledger;
        this.random = new Random(seed);
    }

    void push(int pushes) throws IOException {
        ledger.decide("", Ledger.PATIENCE, transaction -> {
            for (int i = 0; i < pushes; i++) {
                now = now.plusSeconds(random.nextInt(7_200));
                String repository = any(REPOSITORIES);
                if (random.nextInt(10) == 0) {
                    transaction.append(now, (json, caseId) -> {
                        json.writeStringField("verdict", "noted");
                        json.writeStringField("repository", repository);
                    });
                }
                transaction.append(now, (json, caseId) -> write(repository, json, caseId));
            }
            return pushes;
        });
    }

    private void write(String repository, JsonGenerator json, CaseId caseId) throws IOException {
        boolean refused = random.nextInt(3) > 0;
        int who = random.nextInt(3);
        String tip = "%040x".formatted(random.nextInt(40) + (1L << 62));
        json.writeStringField("verdict", refused ? "refused" : any(ACCEPTING));
        if (refused) {
            json.writeStringField("case", caseId.value());
        }
        json.writeStringField("repository", repository);
        json.writeObjectFieldStart("pusher");
        if (!PEOPLE.get(who).isEmpty()) {
            json.writeStringField("person", PEOPLE.get(who));
        }
        json.writeStringField("account", ACCOUNTS.get(who));
        json.writeEndObject();
        json.writeArrayFieldStart("updates");
        for (String ref : some(REFS)) {
            json.writeStartObject();
            json.writeStringField("ref", ref);
            json.writeStringField("old", NONE);
            json.writeStringField("new", tip);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("commits");
        json.writeStartObject();
        json.writeStringField("id", tip);
        json.writeStringField("signer", "carol");
        json.writeStringField("key", "carol-key");
        json.writeStringField("fingerprint", "SHA256:carol");
        json.writeEndObject();
        json.writeEndArray();
        if (refused) {
            writeCodes(json);
        }
    }

    private void writeCodes(JsonGenerator json) throws IOException {
        List<String> codes = some(CODES);
        json.writeArrayFieldStart("codes");
        for (String code : codes) {
            json.writeStartObject();
            json.writeStringField("code", code);
            json.writeNumberField("count", 1);
            json.writeEndObject();
        }
        json.writeStartObject();
        json.writeStringField("code", "key-too-old");
        json.writeNumberField("count", 2);
        json.writeBooleanField("observed", true);
        json.writeEndObject();
        json.writeEndArray();
        json.writeArrayFieldStart("findings");
        json.writeStartObject();
        json.writeStringField("code", codes.get(0));
        json.writeStringField("detail", "\u202e\u001b[31m<script>");
        json.writeEndObject();
        json.writeEndArray();
    }

    private String any(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private List<String> some(List<String> of) {
        List<String> some = new ArrayList<>();
        some.add(any(of));
        String other = any(of);
        if (!some.contains(other)) {
            some.add(other);
        }
        return some;
    }
}
