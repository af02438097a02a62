package dev.refwarden.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Lines from which rows of every table follow, and go again, in whatever order. */
final class RandomLines {
    private static final List<String> REPOSITORIES = List.of("one", "two", "\uD83D\uDE00");
    private static final List<String> REFS =
            List.of("refs/heads/main", "refs/heads/e", "refs/heads/\u00e9", "refs/heads/\uD83D\uDE00", "refs/tags/v1");
    private static final List<String> RULES = List.of("rule", "other", "\uFFFD");
    private static final List<String> SUCCESSION = List.of("extends", "own", "contained");

    private final Random random;
    private final List<Accepted> accepted = new ArrayList<>();
    private Instant now = LedgerContract.NOON;

    RandomLines(long seed) {
        this.random = new Random(seed);
    }

    private record Accepted(String repository, long seq, String ref) {}

    void append(Ledger ledger, int lines) throws IOException {
        for (int i = 0; i < lines; i++) {
            now = now.plusSeconds(random.nextInt(8 * 3_600) - 3_600);
            String repository = any(REPOSITORIES);
            int kind = random.nextInt(8);
            if (kind == 0) {
                ledger.append(now, repository, (json, caseId) -> refuse(json, caseId, repository));
            } else if (kind == 1) {
                ledger.append(now, repository, (json, caseId) -> declare(json, repository));
            } else if (kind < 5 && !accepted.isEmpty()) {
                ledger.append(now, repository, (json, caseId) -> land(json, repository));
            } else {
                List<String> refs = some(REFS);
                long seq = ledger.append(now, repository, (json, caseId) -> accept(json, repository, refs))
                        .seq();
                refs.forEach(ref -> accepted.add(new Accepted(repository, seq, ref)));
            }
        }
    }

    private void refuse(JsonGenerator json, CaseId caseId, String repository) throws IOException {
        json.writeStringField("verdict", "refused");
        json.writeStringField("case", caseId.value());
        json.writeStringField("repository", repository);
        json.writeStringField("nonce", Long.toHexString(random.nextLong()));
    }

    private void declare(JsonGenerator json, String repository) throws IOException {
        json.writeStringField("event", "baseline");
        json.writeStringField("repository", repository);
        json.writeArrayFieldStart("refs");
        json.writeStartObject();
        json.writeStringField("ref", any(REFS));
        json.writeStringField("commit", commit());
        json.writeBooleanField("own", random.nextBoolean());
        json.writeNumberField("committed", random.nextInt(3));
        json.writeEndObject();
        json.writeEndArray();
        commits(json, 1);
    }

    /** Mostly what was accepted a short while ago; now and then what another repository accepted. */
    private void land(JsonGenerator json, String repository) throws IOException {
        json.writeStringField("verdict", "noted");
        json.writeStringField("repository", repository);
        json.writeArrayFieldStart("landed");
        for (int i = 0; i < 3; i++) {
            Accepted one = accepted.get(accepted.size() - 1 - random.nextInt(Math.min(6, accepted.size())));
            if (one.repository().equals(repository) || random.nextInt(5) == 0) {
                json.writeStartObject();
                json.writeNumberField("seq", one.seq());
                json.writeStringField("ref", one.ref());
                json.writeBooleanField("offBranch", random.nextInt(4) == 0);
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        json.writeObjectFieldStart("keys");
        json.writeArrayFieldStart("met");
        json.writeString("SHA256:" + random.nextInt(9) + " person" + random.nextInt(3));
        json.writeEndArray();
        json.writeStringField("policy", "sha256:" + random.nextInt(9));
        json.writeBooleanField("revoked", random.nextBoolean());
        json.writeEndObject();
        json.writeArrayFieldStart("places");
        json.writeStartObject();
        json.writeStringField("node", "n" + random.nextInt(2));
        json.writeStringField("folder", "/srv/" + random.nextInt(4));
        json.writeEndObject();
        json.writeEndArray();
    }

    private void accept(JsonGenerator json, String repository, List<String> refs) throws IOException {
        json.writeStringField("verdict", any(List.of("accepted", "observed", "waived")));
        json.writeStringField("repository", repository);
        json.writeArrayFieldStart("updates");
        for (String ref : refs) {
            json.writeStartObject();
            json.writeStringField("ref", ref);
            json.writeStringField("old", commit());
            json.writeStringField("new", commit());
            json.writeStringField("commit", commit());
            texts(json, "rules", some(RULES));
            texts(json, "restsOn", random.nextInt(3) == 0 ? some(REFS) : List.of());
            json.writeArrayFieldStart("accepts");
            for (String rule : some(RULES)) {
                acceptBy(json, rule);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        commits(json, refs.size());
        json.writeArrayFieldStart("uses");
        json.writeStartObject();
        json.writeStringField("digest", "%064x".formatted(random.nextInt(20)));
        json.writeStringField("kind", any(List.of(UseKind.values())).word());
        json.writeStringField("note", "note" + random.nextInt(2));
        json.writeEndObject();
        json.writeEndArray();
    }

    private void acceptBy(JsonGenerator json, String rule) throws IOException {
        json.writeStartObject();
        json.writeStringField("rule", rule);
        for (Aspect aspect : Aspect.values()) {
            json.writeBooleanField(aspect.word(), random.nextInt(3) == 0);
        }
        for (String field : SUCCESSION) {
            json.writeBooleanField(field, random.nextInt(3) == 0);
        }
        json.writeStringField("commit", commit());
        json.writeNumberField("committed", random.nextInt(9));
        texts(json, "replaces", random.nextBoolean() ? List.of(commit(), commit()) : List.of());
        json.writeEndObject();
    }

    private void commits(JsonGenerator json, int updates) throws IOException {
        json.writeArrayFieldStart("commits");
        for (int i = 0; i < random.nextInt(4); i++) {
            json.writeStartObject();
            json.writeStringField("id", commit());
            json.writeStringField("signer", random.nextInt(4) == 0 ? "" : "signer" + random.nextInt(3));
            json.writeStringField("key", "key" + random.nextInt(3));
            if (updates > 1) {
                json.writeArrayFieldStart("updates");
                json.writeNumber(random.nextInt(updates));
                json.writeEndArray();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private String commit() {
        return "%040x".formatted(1 + random.nextInt(9));
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private List<String> some(List<String> of) {
        List<String> some = new ArrayList<>(of);
        some.removeIf(one -> random.nextInt(3) > 0);
        return some.isEmpty() ? List.of(any(of)) : some;
    }
}
