package dev.refwarden.log;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.decision.CommitFacts;
import dev.refwarden.decision.Finding;
import dev.refwarden.decision.Push;
import dev.refwarden.decision.Pusher;
import dev.refwarden.decision.RuleEvidence;
import dev.refwarden.decision.TagFacts;
import dev.refwarden.decision.UpdateEvidence;
import dev.refwarden.decision.Verdict;
import dev.refwarden.object.ObjectId;
import dev.refwarden.object.RefName;
import dev.refwarden.object.RefUpdate;
import dev.refwarden.signature.SignatureCheck;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A decision about a push as one line of the log.
 *
 * @param landed the tips that this hook saw to have landed
 * @param met the keys that the server met for the first time
 * @param address from where the server says that the push came; absent where it does not say
 * @param millis how long it took
 * @param lists how many items of each list are written at most; more are counted
 */
record DecisionLine(
        Decided decided,
        List<LandedTip> landed,
        Optional<KeySightings> met,
        Optional<String> address,
        long millis,
        int lists)
        implements LogLine {
    /** No text that a pusher chose fills the log. */
    private static final int LONGEST_TEXT = 300;

    @Override
    public void writeTo(JsonGenerator json, CaseId caseId) throws IOException {
        json.writeStringField("verdict", word());
        if (decided.verdict() instanceof Verdict.Refused) {
            json.writeStringField("case", caseId.value());
        }
        json.writeStringField("repository", cut(push().repository()));
        writePusher(json);
        writeUpdates(json);
        writeSigned(json);
        new AttestationFields(decided, lists).writeTo(json);
        writeFindings(json);
        writeLanded(json);
        if (met.isPresent()) {
            met.get().writeTo(json);
        }
        if (!decided.policy().isEmpty()) {
            json.writeStringField("policy", decided.policy());
        }
        json.writeNumberField("millis", millis);
    }

    private Push push() {
        return decided.push();
    }

    private String word() {
        if (decided.verdict() instanceof Verdict.Refused) {
            return "refused";
        }
        return decided.verdict() instanceof Verdict.Observed ? "observed" : "accepted";
    }

    private void writePusher(JsonGenerator json) throws IOException {
        Pusher pusher = push().pusher();
        boolean known = pusher.account().isPresent() || pusher.person().isPresent();
        if (!known && address.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("pusher");
        if (pusher.person().isPresent()) {
            json.writeStringField("person", pusher.person().get().id().value());
        }
        if (pusher.account().isPresent()) {
            json.writeStringField("account", cut(pusher.account().get()));
        }
        if (known) {
            json.writeStringField("knownBy", pusher.signer().isPresent() ? "certificate" : "account");
        }
        if (address.isPresent()) {
            json.writeStringField("address", address.get());
        }
        json.writeEndObject();
    }

    private void writeUpdates(JsonGenerator json) throws IOException {
        List<RefUpdate> updates = push().updates();
        Map<RefName, List<AcceptedTip>> accepted = new HashMap<>();
        for (AcceptedTip tip : decided.accepted()) {
            accepted.computeIfAbsent(tip.ref(), none -> new ArrayList<>()).add(tip);
        }
        json.writeArrayFieldStart("updates");
        for (int i = 0; i < Math.min(lists, updates.size()); i++) {
            RefUpdate update = updates.get(i);
            json.writeStartObject();
            json.writeStringField("ref", cut(update.ref().value()));
            json.writeStringField("old", update.before().hex());
            json.writeStringField("new", update.after().hex());
            writeRules(json, i < gathered().size() ? gathered().get(i).rules() : List.of());
            writeAccepts(json, accepted.getOrDefault(update.ref(), List.of()));
            json.writeEndObject();
        }
        json.writeEndArray();
        writeCount(json, "updateCount", updates.size());
    }

    private static void writeRules(JsonGenerator json, List<RuleEvidence> rules) throws IOException {
        json.writeArrayFieldStart("rules");
        for (RuleEvidence rule : rules) {
            json.writeString(rule.rule().name());
        }
        json.writeEndArray();
    }

    private static void writeAccepts(JsonGenerator json, List<AcceptedTip> accepted) throws IOException {
        if (accepted.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("accepts");
        for (AcceptedTip tip : accepted) {
            json.writeStartObject();
            json.writeStringField("rule", tip.rule());
            for (Aspect aspect : tip.aspects()) {
                json.writeBooleanField(JsonNames.of(aspect), true);
            }
            json.writeStringField("commit", tip.commit().hex());
            json.writeNumberField("committed", tip.claimedTime());
            json.writeBooleanField("extends", tip.extendsLine());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeSigned(JsonGenerator json) throws IOException {
        Map<ObjectId, Signed> commits = new LinkedHashMap<>();
        Map<ObjectId, Signed> tags = new LinkedHashMap<>();
        for (int i = 0; i < gathered().size(); i++) {
            for (RuleEvidence rule : gathered().get(i).rules()) {
                for (CommitFacts commit : rule.commits()) {
                    Signed.add(commits, commit.id(), commit.signature(), i);
                }
            }
            for (TagFacts tag : gathered().get(i).pushed().layers()) {
                Signed.add(tags, tag.id(), tag.signature(), i);
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
            if (gathered().size() > 1) {
                writeIndexes(json, object.getValue().updates());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        writeCount(json, count, objects.size());
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
            objects.computeIfAbsent(id, none -> new Signed(check, new BitSet()))
                    .updates()
                    .set(update);
        }
    }

    private static void writeSigner(JsonGenerator json, SignatureCheck check) throws IOException {
        if (check instanceof SignatureCheck.Valid valid) {
            json.writeStringField("signer", valid.enrolled().person().value());
            json.writeStringField("key", valid.enrolled().id().value());
            json.writeStringField("fingerprint", valid.key().fingerprint().value());
        } else if (check instanceof SignatureCheck.UnknownKey unknown) {
            json.writeStringField("fingerprint", cut(unknown.key()));
        }
    }

    private void writeFindings(JsonGenerator json) throws IOException {
        List<Finding> findings = decided.verdict().findings();
        if (findings.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("findings");
        for (Finding finding : findings.subList(0, Math.min(lists, findings.size()))) {
            json.writeStartObject();
            json.writeStringField("code", finding.code().word());
            if (finding.rule().isPresent()) {
                json.writeStringField("rule", finding.rule().get());
            }
            if (finding.ref().isPresent()) {
                json.writeStringField("ref", cut(finding.ref().get().value()));
            }
            if (finding.object().isPresent()) {
                json.writeStringField("object", finding.object().get().hex());
            }
            json.writeStringField("detail", cut(finding.detail()));
            json.writeEndObject();
        }
        json.writeEndArray();
        writeCount(json, "findingCount", findings.size());
    }

    private void writeLanded(JsonGenerator json) throws IOException {
        if (landed.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("landed");
        for (LandedTip tip : landed.subList(0, Math.min(lists, landed.size()))) {
            json.writeStartObject();
            json.writeNumberField("seq", tip.seq());
            json.writeStringField("ref", tip.ref().value());
            json.writeStringField("new", tip.tip().hex());
            json.writeEndObject();
        }
        json.writeEndArray();
        writeCount(json, "landedCount", landed.size());
    }

    private void writeCount(JsonGenerator json, String name, int size) throws IOException {
        if (size > lists) {
            json.writeNumberField(name, size);
        }
    }

    private List<UpdateEvidence> gathered() {
        return decided.evidence().updates();
    }

    static String cut(String text) {
        if (text.length() <= LONGEST_TEXT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1)) ? LONGEST_TEXT - 1 : LONGEST_TEXT;
        return text.substring(0, end) + "…";
    }
}
