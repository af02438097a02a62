package dev.refwarden.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.decision.CommitFacts;
import dev.refwarden.decision.Push;
import dev.refwarden.decision.Pusher;
import dev.refwarden.decision.RestingTag;
import dev.refwarden.decision.RuleEvidence;
import dev.refwarden.decision.TagFacts;
import dev.refwarden.decision.UpdateEvidence;
import dev.refwarden.decision.Verdict;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A decision about a push as one line of the log.
 *
 * @param circumstances how the push came
 * @param millis how long it took
 * @param drill whether the doctor made it and said so before
 * @param lists how many items of each list are written at most; more are counted
 */
record DecisionLine(Decided decided, Circumstances circumstances, long millis, boolean drill, int lists)
        implements LogLine {
    /** A refused push may not fill the disk. */
    private static final int MOST_BYTES = 64 << 10;
    /** What stands before the decision's own fields, at most. */
    private static final int HEADER_BYTES = 256;
    /** No text that a pusher chose fills the log. */
    private static final int LONGEST_TEXT = 300;
    /** What the developer was shown of a refusal is kept so far. */
    private static final int LONGEST_WORDS = 16 << 10;

    private static final int MOST_ITEMS = 100;
    private static final JsonFactory JSON = VisibleJson.factory();

    /** The line with as many items in its lists as fit; an acceptance stays whole. */
    static DecisionLine of(Decided decided, Circumstances circumstances, long millis, boolean drill)
            throws IOException {
        if (!(decided.verdict() instanceof Verdict.Refused)) {
            return new DecisionLine(decided, circumstances, millis, false, Integer.MAX_VALUE);
        }
        DecisionLine line = new DecisionLine(decided, circumstances, millis, drill, MOST_ITEMS);
        for (int items = MOST_ITEMS; items > 0 && line.length() > MOST_BYTES - HEADER_BYTES; items /= 2) {
            line = new DecisionLine(decided, circumstances, millis, drill, items / 2);
        }
        return line;
    }

    private int length() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            writeTo(json, new CaseId("0000-0000"));
            json.writeEndObject();
        }
        return out.size();
    }

    @Override
    public void writeTo(JsonGenerator json, CaseId caseId) throws IOException {
        json.writeStringField("verdict", word());
        if (isRefused()) {
            json.writeStringField("case", caseId.value());
        }
        if (drill) {
            json.writeBooleanField("drill", true);
        }
        json.writeStringField("repository", cut(push().repository()));
        writePusher(json);
        if (circumstances.address().isPresent()) {
            json.writeStringField("address", circumstances.address().get());
        }
        writeUpdates(json);
        writeSigned(json);
        new AttestationFields(decided, lists).writeTo(json);
        new FindingFields(decided.verdict(), lists).writeTo(json);
        writeSaid(json, caseId);
        if (circumstances.nonce().isPresent()) {
            json.writeStringField("nonce", circumstances.nonce().get());
        }
        if (!decided.policy().isEmpty()) {
            json.writeStringField("policy", decided.policy());
        }
        json.writeNumberField("millis", millis);
    }

    private void writeSaid(JsonGenerator json, CaseId caseId) throws IOException {
        String said = circumstances.words().of(decided, caseId);
        if (!said.isEmpty()) {
            int most = Math.min(LONGEST_WORDS, said.length());
            json.writeStringField("said", said.substring(0, most));
            if (most < said.length()) {
                json.writeNumberField("saidLength", said.length());
            }
        }
    }

    private boolean isRefused() {
        return decided.verdict() instanceof Verdict.Refused;
    }

    private Push push() {
        return decided.push();
    }

    private String word() {
        if (isRefused()) {
            return "refused";
        }
        if (decided.verdict() instanceof Verdict.Waived) {
            return "waived";
        }
        return decided.verdict() instanceof Verdict.Observed ? "observed" : "accepted";
    }

    private void writePusher(JsonGenerator json) throws IOException {
        Pusher pusher = push().pusher();
        boolean known = pusher.account().isPresent() || pusher.person().isPresent();
        if (!known) {
            return;
        }
        json.writeObjectFieldStart("pusher");
        if (pusher.person().isPresent()) {
            json.writeStringField("person", pusher.person().get().id().value());
        }
        if (pusher.account().isPresent()) {
            json.writeStringField("account", cut(pusher.account().get()));
        }
        json.writeStringField("knownBy", pusher.signer().isPresent() ? "certificate" : "account");
        json.writeEndObject();
    }

    private void writeUpdates(JsonGenerator json) throws IOException {
        List<RefUpdate> updates = push().updates();
        Map<RefName, List<AcceptedTip>> accepted = new HashMap<>();
        for (AcceptedTip tip : decided.accepted()) {
            accepted.computeIfAbsent(tip.ref(), none -> new ArrayList<>()).add(tip);
        }
        Map<RefName, RestingTag> resting = new HashMap<>();
        decided.resting().forEach(tag -> resting.put(tag.ref(), tag));
        json.writeArrayFieldStart("updates");
        int written = 0;
        for (int i : protectedFirst(updates.size())) {
            if (written++ == lists) {
                break;
            }
            RefUpdate update = updates.get(i);
            json.writeStartObject();
            // What an acceptance settles is found again by the whole name.
            json.writeStringField(
                    "ref",
                    isRefused() ? cut(update.ref().value()) : update.ref().value());
            json.writeStringField("old", update.before().hex());
            json.writeStringField("new", update.after().hex());
            writeRules(json, i < gathered().size() ? gathered().get(i).rules() : List.of());
            writeRest(json, Optional.ofNullable(resting.get(update.ref())));
            writeAccepts(json, accepted.getOrDefault(update.ref(), List.of()));
            json.writeEndObject();
        }
        json.writeEndArray();
        writeCount(json, "updateCount", updates.size());
        if (updates.size() > lists) {
            json.writeStringField("updatesDigest", UpdatesDigest.of(updates).value());
        }
    }

    /** The numbers of the updates as they were pushed; where not all are listed, those that some rule protects first. */
    private List<Integer> protectedFirst(int size) {
        List<Integer> numbers = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            numbers.add(i);
        }
        if (size > lists) {
            numbers.sort(Comparator.comparing(
                    i -> i >= gathered().size() || gathered().get(i).rules().isEmpty()));
        }
        return numbers;
    }

    private static void writeRules(JsonGenerator json, List<RuleEvidence> rules) throws IOException {
        json.writeArrayFieldStart("rules");
        for (RuleEvidence rule : rules) {
            json.writeString(rule.rule().name());
        }
        json.writeEndArray();
    }

    private static void writeRest(JsonGenerator json, Optional<RestingTag> tag) throws IOException {
        if (tag.isPresent()) {
            json.writeArrayFieldStart("restsOn");
            for (RefName branch : tag.get().branches()) {
                json.writeString(branch.value());
            }
            json.writeEndArray();
            json.writeStringField("commit", tag.get().commit().hex());
        }
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
                json.writeBooleanField(aspect.word(), true);
            }
            json.writeStringField("commit", tip.commit().hex());
            json.writeNumberField("committed", tip.claimedTime());
            json.writeBooleanField("extends", tip.extendsLine());
            if (tip.forItsRefOnly()) {
                json.writeBooleanField("own", true);
            }
            writeSuccession(json, tip.succession());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeSuccession(JsonGenerator json, Succession succession) throws IOException {
        if (!succession.replaces().isEmpty()) {
            json.writeArrayFieldStart("replaces");
            for (ObjectId replaced : succession.replaces()) {
                json.writeString(replaced.hex());
            }
            json.writeEndArray();
        }
        if (succession.contained()) {
            json.writeBooleanField("contained", true);
        }
    }

    private void writeSigned(JsonGenerator json) throws IOException {
        Map<ObjectId, Signed> commits = new LinkedHashMap<>();
        Map<ObjectId, Signed> tags = new LinkedHashMap<>();
        for (int i = 0; i < gathered().size(); i++) {
            for (RuleEvidence rule : gathered().get(i).rules()) {
                for (CommitFacts commit : rule.commitsAsRead()) {
                    Signed.add(commits, commit.id(), commit.signature(), i);
                }
            }
            boolean lenient = gathered().get(i).rules().stream().anyMatch(RuleEvidence::passesOverTrailersOfTags);
            for (TagFacts tag : gathered().get(i).pushed().layers()) {
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
            json.writeStringField("fingerprint", cut(unknown.key()));
        }
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
