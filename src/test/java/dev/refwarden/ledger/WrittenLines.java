package dev.refwarden.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.statement.StatementDigest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Lines as pushes write them, with no more in them than the tables follow from. */
final class WrittenLines {
    private WrittenLines() {}

    static ObjectId commit(int number) {
        return ObjectId.fromHex(String.format("%08x", number * 0x9e3779b1).repeat(5));
    }

    /** A declaration of what landed on a ref while rules observed, and of a single commit. */
    static LogLine baseline(String repository, String ref, ObjectId observed, ObjectId single) {
        return (json, caseId) -> {
            json.writeStringField("event", "baseline");
            json.writeStringField("repository", repository);
            json.writeArrayFieldStart("refs");
            json.writeEndArray();
            json.writeArrayFieldStart("observed");
            json.writeStartObject();
            json.writeStringField("ref", ref);
            json.writeStringField("commit", observed.hex());
            json.writeBooleanField("own", true);
            json.writeEndObject();
            json.writeEndArray();
            json.writeArrayFieldStart("commits");
            json.writeStartObject();
            json.writeStringField("id", single.hex());
            json.writeEndObject();
            json.writeEndArray();
        };
    }

    /** A push that moves one ref, accepted by the rule of that name, with signed commits. */
    static LogLine accepted(String repository, String ref, ObjectId from, ObjectId to, List<ObjectId> commits) {
        return (json, caseId) -> {
            json.writeStringField("verdict", "accepted");
            json.writeStringField("repository", repository);
            json.writeArrayFieldStart("updates");
            update(json, ref, from, to);
            json.writeEndArray();
            json.writeArrayFieldStart("commits");
            for (ObjectId commit : commits) {
                signed(json, commit);
                json.writeEndObject();
            }
            json.writeEndArray();
        };
    }

    /** A push of two new branches, {@code one} and {@code two}, of one commit each. */
    static LogLine acceptedTwice(String repository, ObjectId one, ObjectId two) {
        return (json, caseId) -> {
            json.writeStringField("verdict", "accepted");
            json.writeStringField("repository", repository);
            json.writeArrayFieldStart("updates");
            update(json, "refs/heads/one", commit(0), one);
            update(json, "refs/heads/two", commit(0), two);
            json.writeEndArray();
            json.writeArrayFieldStart("commits");
            int at = 0;
            for (ObjectId commit : List.of(one, two)) {
                signed(json, commit);
                json.writeArrayFieldStart("updates");
                json.writeNumber(at++);
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
        };
    }

    private static void update(JsonGenerator json, String ref, ObjectId from, ObjectId to) throws IOException {
        json.writeStartObject();
        json.writeStringField("ref", ref);
        json.writeStringField("old", from.hex());
        json.writeStringField("new", to.hex());
        json.writeArrayFieldStart("rules");
        json.writeString("rule");
        json.writeEndArray();
        json.writeArrayFieldStart("accepts");
        json.writeStartObject();
        json.writeStringField("rule", "rule");
        json.writeBooleanField("commits", true);
        json.writeBooleanField("allParents", true);
        json.writeStringField("commit", to.hex());
        json.writeNumberField("committed", 1_700_000_000L);
        json.writeBooleanField("extends", true);
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void signed(JsonGenerator json, ObjectId commit) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", commit.hex());
        json.writeStringField("signer", "alice");
        json.writeStringField("key", "alice-laptop");
    }

    static Noted noted(String repository, long seq, String ref, ObjectId tip) {
        LandedTip landed = new LandedTip(seq, new RefName(ref), tip);
        return new Noted(repository, List.of(landed), List.of(), Optional.empty(), Optional.empty());
    }

    /** A push that used a token up, or one that was refused since someone else had. */
    static LogLine using(String repository, StatementDigest token, boolean fresh) {
        return (json, caseId) -> {
            json.writeStringField("verdict", fresh ? "accepted" : "refused");
            json.writeStringField("repository", repository);
            if (fresh) {
                json.writeArrayFieldStart("uses");
                json.writeStartObject();
                json.writeStringField("digest", token.hex());
                json.writeStringField("kind", UseKind.TOKEN.word());
                json.writeStringField("note", "");
                json.writeEndObject();
                json.writeEndArray();
            } else {
                json.writeStringField("case", caseId.value());
            }
        };
    }

    static LogLine answering(String repository, String nonce) {
        return (json, caseId) -> {
            json.writeStringField("verdict", "accepted");
            json.writeStringField("repository", repository);
            json.writeStringField("nonce", nonce);
        };
    }
}
