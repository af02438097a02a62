package dev.refwarden.cases;

import dev.refwarden.log.CaseId;
import dev.refwarden.log.DecisionLog;
import dev.refwarden.log.StateFolder;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes logs of pushes that never were, through the log's own writer. */
final class LogMaker {
    static final List<String> REPOSITORIES = List.of("platform/api", "platform/web", "tools");
    static final List<String> REFS = List.of("refs/heads/main", "refs/heads/release/1", "refs/tags/v1");
    static final List<String> PEOPLE = List.of("alice", "bob", "");
    static final List<String> ACCOUNTS = List.of("alice", "bobby", "mallory");
    static final List<String> CODES = List.of("unsigned", "unknown-key", "key-expired");

    private final DecisionLog log;
    private final Random random;
    private Instant now = Instant.parse("2026-11-01T00:00:00.123Z");

    LogMaker(StateFolder state, long seed) {
        log = new DecisionLog(state);
        random = new Random(seed);
    }

    void push(int pushes) throws IOException {
        for (int i = 0; i < pushes; i++) {
            now = now.plusSeconds(random.nextInt(7_200));
            boolean refused = random.nextInt(3) > 0;
            int who = random.nextInt(3);
            String repository = any(REPOSITORIES);
            List<String> refs = some(REFS);
            List<String> codes = some(CODES);
            String tip = "%040x".formatted(random.nextInt(40) + 1L);
            log.append(now, (json, caseId) -> {
                json.writeStringField("verdict", refused ? "refused" : "accepted");
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
                for (String ref : refs) {
                    json.writeStartObject();
                    json.writeStringField("ref", ref);
                    json.writeStringField("old", "0".repeat(40));
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
                    json.writeArrayFieldStart("findings");
                    for (String code : codes) {
                        json.writeStartObject();
                        json.writeStringField("code", code);
                        json.writeStringField("detail", "\u202e\u001b[31m\n<script>");
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                }
            });
        }
    }

    /** A case that is in no log. */
    static String strange() {
        return CaseId.ofIncident(1, 1).value();
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
