package dev.refwarden.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.decision.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Cuts the lists of a refusal until its line is small, whatever was pushed; an acceptance stays whole. */
public final class CappedLine {
    /** A refused push may not fill the disk. */
    static final int MOST_BYTES = 64 << 10;

    /** What stands before the decision's own fields, at most. */
    private static final int HEADER_BYTES = 256;

    private CappedLine() {}

    /** The line with as many items in its lists as fit. */
    public static DecisionLine of(DecisionLine line) throws IOException {
        DecisionLine capped = line;
        if (line.decided().verdict() instanceof Verdict.Refused) {
            for (int lists = 100; lists > 0; lists /= 2) {
                capped = withLists(line, lists);
                if (length(capped) <= MOST_BYTES - HEADER_BYTES) {
                    return capped;
                }
            }
        }
        return capped;
    }

    private static DecisionLine withLists(DecisionLine line, int lists) {
        return new DecisionLine(line.decided(), line.landed(), line.met(), line.address(), line.millis(), lists);
    }

    private static int length(DecisionLine line) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            line.writeTo(json, new CaseId("0000-0000"));
            json.writeEndObject();
        }
        return out.size();
    }
}
