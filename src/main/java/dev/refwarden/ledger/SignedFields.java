package dev.refwarden.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.decision.CommitFacts;
import dev.refwarden.decision.RuleEvidence;
import dev.refwarden.decision.TagFacts;
import dev.refwarden.decision.UpdateEvidence;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.ObjectId;
import java.io.IOException;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a line of the log says of the signatures on commits and tags.
 *
 * @param updates that bring them
 * @param lists how many of either are listed at most
 */
record SignedFields(List<UpdateEvidence> updates, int lists) {
    void writeTo(JsonGenerator json) throws IOException {
        Map<ObjectId, Signed> commits = new LinkedHashMap<>();
        Map<ObjectId, Signed> tags = new LinkedHashMap<>();
        for (int i = 0; i < updates.size(); i++) {
            for (RuleEvidence rule : updates.get(i).rules()) {
                for (CommitFacts commit : rule.commitsAsRead()) {
                    Signed.add(commits, commit.id(), commit.signature(), i);
                }
            }
            boolean lenient = updates.get(i).rules().stream().anyMatch(RuleEvidence::passesOverTrailersOfTags);
            for (TagFacts tag : updates.get(i).pushed().layers()) {
                Signed.add(tags, tag.id(), lenient ? tag.trailerIgnored() : tag.signature(), i);
            }
        }
        writeSigned(json, "commits", "commitCount", commits);
        writeSigned(json, "tags", "tagCount", tags);
    }

    private void writeSigned(JsonGenerator json, String list, String count, Map<ObjectId, Signed> objects)
            throws IOException {
        if (objects.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart(list);
        int written = 0;
        for (Map.Entry<ObjectId, Signed> object : objects.entrySet()) {
            if (written++ == lists) {
                break;
            }
            json.writeStartObject();
            json.writeStringField("id", object.getKey().hex());
            writeSigner(json, object.getValue().check());
            if (updates.size() > 1) {
                writeIndexes(json, object.getValue().updates());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        if (objects.size() > lists) {
            json.writeNumberField(count, objects.size());
        }
    }

    /** By which of several updates an object comes, counted from 0. */
    private static void writeIndexes(JsonGenerator json, BitSet updates) throws IOException {
        json.writeArrayFieldStart("updates");
        for (int i = updates.nextSetBit(0); i >= 0; i = updates.nextSetBit(i + 1)) {
            json.writeNumber(i);
        }
        json.writeEndArray();
    }

    /** What is known of the signature of an object, and which updates bring the object. */
    private record Signed(SignatureCheck check, BitSet updates) {
        static void add(Map<ObjectId, Signed> objects, ObjectId id, SignatureCheck check, int update) {
            Signed signed = objects.computeIfAbsent(id, none -> new Signed(check, new BitSet()));
            signed.updates().set(update);
            if (check instanceof SignatureCheck.Valid && !(signed.check() instanceof SignatureCheck.Valid)) {
                objects.put(id, new Signed(check, signed.updates()));
            }
        }
    }

    private static void writeSigner(JsonGenerator json, SignatureCheck check) throws IOException {
        if (check instanceof SignatureCheck.Valid valid) {
            json.writeStringField("signer", valid.enrolled().person().value());
            json.writeStringField("key", valid.enrolled().id().value());
            json.writeStringField("fingerprint", valid.key().fingerprint().value());
        } else if (check instanceof SignatureCheck.UnknownKey unknown) {
            json.writeStringField("fingerprint", DecisionLine.cut(unknown.key()));
        }
    }
}
