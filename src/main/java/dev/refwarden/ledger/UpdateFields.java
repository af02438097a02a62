package dev.refwarden.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.decision.RestingTag;
import dev.refwarden.decision.RuleEvidence;
import dev.refwarden.decision.UpdateEvidence;
import dev.refwarden.decision.Verdict;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a line of the log says of updates: the rules that judged each, and what becomes settled by it.
 *
 * @param lists how many are listed at most
 */
record UpdateFields(Decided decided, int lists) {
    void writeTo(JsonGenerator json) throws IOException {
        List<RefUpdate> updates = decided.push().updates();
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
                    decided.verdict() instanceof Verdict.Refused
                            ? DecisionLine.cut(update.ref().value())
                            : update.ref().value());
            json.writeStringField("old", update.before().hex());
            json.writeStringField("new", update.after().hex());
            writeRules(json, rules(i));
            writeRest(json, Optional.ofNullable(resting.get(update.ref())));
            writeAccepts(json, accepted.getOrDefault(update.ref(), List.of()));
            json.writeEndObject();
        }
        json.writeEndArray();
        if (updates.size() > lists) {
            json.writeNumberField("updateCount", updates.size());
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
            numbers.sort(Comparator.comparing(i -> rules(i).isEmpty()));
        }
        return numbers;
    }

    /** None where the push was refused before they were looked for. */
    private List<RuleEvidence> rules(int update) {
        List<UpdateEvidence> gathered = decided.evidence().updates();
        return update < gathered.size() ? gathered.get(update).rules() : List.of();
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
}
