package dev.refwarden.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.decision.Push;
import dev.refwarden.decision.Pusher;
import dev.refwarden.decision.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

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
    /** What is before the decision's own fields, at most. */
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
            if (circumstances.askedFor().isPresent()) {
                json.writeStringField("askedFor", circumstances.askedFor().get().word());
            }
        }
        if (drill) {
            json.writeBooleanField("drill", true);
        }
        json.writeStringField("repository", cut(push().repository()));
        writePusher(json);
        if (circumstances.address().isPresent()) {
            json.writeStringField("address", circumstances.address().get());
        }
        new UpdateFields(decided, lists).writeTo(json);
        new SignedFields(decided.evidence().updates(), lists).writeTo(json);
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

    static String cut(String text) {
        if (text.length() <= LONGEST_TEXT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1)) ? LONGEST_TEXT - 1 : LONGEST_TEXT;
        return text.substring(0, end) + "…";
    }
}
