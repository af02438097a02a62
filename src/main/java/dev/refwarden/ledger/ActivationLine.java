package dev.refwarden.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;

/**
 * Someone put other rules in force, as one line of the log.
 *
 * @param account who ran the command, by the operating system's word
 * @param person whose account that is by the new rules; empty where they name none
 * @param before the digest of the rules that were in force; absent where there were none, or they could not be used
 * @param after the digest of those that are now
 */
public record ActivationLine(String account, String person, Optional<String> before, String after) implements LogLine {
    @Override
    public void writeTo(JsonGenerator json, CaseId caseId) throws IOException {
        json.writeStringField("event", "activation");
        json.writeStringField("account", account);
        if (!person.isEmpty()) {
            json.writeStringField("person", person);
        }
        if (before.isPresent()) {
            json.writeStringField("before", before.get());
        }
        json.writeStringField("after", after);
    }
}
