package dev.refwarden.log;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.object.ObjectId;
import dev.refwarden.object.RefName;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * An administrator's declaration that what these refs hold is settled, as one line of the log.
 *
 * @param account who ran the command, by the operating system's word
 * @param reason in the administrator's words
 * @param all whether these are all refs that were there, so that it is declared, too, that others were not
 * @param met the keys that the server knows of then
 */
public record BaselineLine(
        String repository, String account, String reason, boolean all, List<Declared> refs, KeySightings met)
        implements LogLine {
    public BaselineLine {
        refs = List.copyOf(refs);
    }

    /**
     * A ref as it was then.
     *
     * @param commit what its tip leads to; absent for a tag of a tree or a blob
     * @param claimedTime that commit's committer time in seconds
     */
    public record Declared(RefName ref, ObjectId tip, Optional<ObjectId> commit, long claimedTime) {}

    @Override
    public void writeTo(JsonGenerator json, CaseId caseId) throws IOException {
        json.writeStringField("event", "baseline");
        json.writeStringField("repository", repository);
        json.writeStringField("account", account);
        json.writeStringField("reason", reason);
        if (all) {
            json.writeBooleanField("all", true);
        }
        json.writeArrayFieldStart("refs");
        for (Declared declared : refs) {
            json.writeStartObject();
            json.writeStringField("ref", declared.ref().value());
            json.writeStringField("tip", declared.tip().hex());
            if (declared.commit().isPresent()) {
                json.writeStringField("commit", declared.commit().get().hex());
                json.writeNumberField("committed", declared.claimedTime());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        met.writeTo(json);
    }
}
