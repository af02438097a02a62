package dev.refwarden.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An administrator's declaration that what these refs hold, or single commits, are settled, as one line of the log.
 *
 * @param account who ran the command, by the operating system's word
 * @param reason in the administrator's words
 * @param met the keys that the server knows of then
 * @param folder where the repository is, from now on under this name
 */
public record BaselineLine(
        String repository, String account, String reason, Settled settled, KeySightings met, Path folder)
        implements LogLine {
    /**
     * What is declared.
     *
     * @param all whether these are all refs that were there, so that it is declared, too, that others were not
     * @param refs as they were then
     * @param observed where refs went while rules only observed; they may have gone on since
     * @param commits that are settled themselves, under every rule, without what is before them
     */
    public record Settled(boolean all, List<Declared> refs, List<Declared> observed, List<ObjectId> commits) {
        public Settled {
            refs = List.copyOf(refs);
            observed = List.copyOf(observed);
            commits = List.copyOf(commits);
        }

        /** What refs hold. */
        public static Settled refs(List<Declared> refs, boolean all) {
            return new Settled(all, refs, List.of(), List.of());
        }

        /** Where refs went while rules only observed. */
        public static Settled observed(List<Declared> tips) {
            return new Settled(false, List.of(), tips, List.of());
        }

        /** Single commits. */
        public static Settled commits(List<ObjectId> commits) {
            return new Settled(false, List.of(), List.of(), commits);
        }
    }

    /**
     * A ref as it was.
     *
     * @param commit what its tip leads to; absent for a tag of a tree or a blob
     * @param claimedTime that commit's committer time in seconds
     * @param forItsRefOnly whether it settles for {@code ref} alone
     */
    public record Declared(
            RefName ref, ObjectId tip, Optional<ObjectId> commit, long claimedTime, boolean forItsRefOnly) {}

    @Override
    public void writeTo(JsonGenerator json, CaseId caseId) throws IOException {
        json.writeStringField("event", "baseline");
        json.writeStringField("repository", repository);
        json.writeStringField("account", account);
        json.writeStringField("reason", reason);
        if (settled.all()) {
            json.writeBooleanField("all", true);
        }
        writeTips(json, "refs", settled.refs());
        if (!settled.observed().isEmpty()) {
            writeTips(json, "observed", settled.observed());
        }
        writeCommits(json);
        met.writeTo(json);
        new Noted.Place("", folder).writeTo(json, "places");
    }

    private static void writeTips(JsonGenerator json, String name, List<Declared> tips) throws IOException {
        json.writeArrayFieldStart(name);
        for (Declared declared : tips) {
            json.writeStartObject();
            json.writeStringField("ref", declared.ref().value());
            json.writeStringField("tip", declared.tip().hex());
            if (declared.commit().isPresent()) {
                json.writeStringField("commit", declared.commit().get().hex());
                json.writeNumberField("committed", declared.claimedTime());
                if (declared.forItsRefOnly()) {
                    json.writeBooleanField("own", true);
                }
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeCommits(JsonGenerator json) throws IOException {
        if (settled.commits().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("commits");
        for (ObjectId commit : settled.commits()) {
            json.writeStartObject();
            json.writeStringField("id", commit.hex());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
