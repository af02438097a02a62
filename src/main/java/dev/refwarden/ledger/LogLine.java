package dev.refwarden.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** What a decision writes behind the sequence number, hash and time that every line begins with. */
@FunctionalInterface
public interface LogLine {
    /** @param caseId the id that this line's case would have */
    void writeTo(JsonGenerator json, CaseId caseId) throws IOException;
}
