package dev.refwarden.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.evidence.Deadline;
import dev.refwarden.evidence.RestingTags;
import dev.refwarden.git.RefName;
import dev.refwarden.git.store.GitEnvironment;
import dev.refwarden.git.store.GitRepository;
import dev.refwarden.git.store.UnsupportedRepository;
import dev.refwarden.git.store.VerifiedObjects;
import dev.refwarden.hook.ServerEnvironment;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.RestedTag;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.report.Printable;
import dev.refwarden.review.UnloggedChange;
import dev.refwarden.review.UnloggedChanges;
import dev.refwarden.review.UnloggedRefs;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A repository's protected refs, compared with what the log last said of them.
 *
 * @param repository its name
 * @param alone tags that are there without the branch that they were accepted for
 */
record ComparedRefs(String repository, UnloggedChanges.Result result, List<RestedTag> alone) {
    private static final Duration LONGEST_LOOKING = Duration.ofHours(1);

    private static final int MOST = 100;
    private static final int LONGEST = 300;

    /** @param only the one ref that is asked about; absent for all that a rule protects */
    static ComparedRefs of(Configuration configuration, Ledger ledger, Path gitDir, Optional<RefName> only)
            throws IOException, UnsupportedRepository {
        try (GitRepository git = GitRepository.open(GitEnvironment.at(gitDir.toRealPath()))) {
            String name =
                    new ServerEnvironment(configuration.server(), System.getenv()).repositoryName(git.directory());
            UnloggedChanges.Result result =
                    new UnloggedRefs(configuration, name, only).find(ledger, git, Instant.now());
            List<RestedTag> alone = alone(configuration, ledger, git, name).stream()
                    .filter(tag -> only.isEmpty() || only.get().equals(tag.ref()))
                    .toList();
            return new ComparedRefs(name, result, alone);
        }
    }

    private static List<RestedTag> alone(Configuration configuration, Ledger ledger, GitRepository git, String name)
            throws IOException {
        Deadline deadline = Deadline.after(LONGEST_LOOKING, System.nanoTime());
        try (VerifiedObjects objects =
                git.objects(configuration.server().limits().objectSize())) {
            return new RestingTags(git, objects, configuration.policy().entriesFor(name), deadline).alone(ledger, name);
        }
    }

    /** The same for a repository of which the log knows nothing: there is nothing to compare with. */
    ComparedRefs unknown() {
        return new ComparedRefs(repository, new UnloggedChanges.Result(0, List.of()), alone);
    }

    /** How many were perhaps written around the hook. */
    long around() {
        return result.changes().stream().filter(UnloggedChange::isAroundTheHook).count();
    }

    void print(PrintWriter out) {
        result.changes().stream()
                .limit(MOST)
                .forEach(change -> out.println((change.isAroundTheHook() ? "" : "note: ")
                        + Printable.of(change.ref().value(), LONGEST) + " " + change.words()));
        alone.forEach(tag -> out.println(Printable.of(tag.words(), LONGEST) + " [tag-off-branch]"));
        if (result.changes().size() > MOST) {
            out.println("and " + (result.changes().size() - MOST) + " more");
        }
    }

    void printCount(PrintWriter out) {
        out.println(result.compared() + (result.compared() == 1 ? " protected ref" : " protected refs")
                + " compared with the log, " + around() + " written around the hook");
    }

    /** Writes fields of an object that is begun. */
    void write(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("refs");
        json.writeNumberField("compared", result.compared());
        json.writeNumberField("aroundTheHook", around());
        json.writeArrayFieldStart("changes");
        for (UnloggedChange change : result.changes()) {
            json.writeStartObject();
            json.writeStringField("ref", change.ref().value());
            json.writeStringField("what", change.what().word());
            json.writeBooleanField("aroundTheHook", change.isAroundTheHook());
            json.writeStringField("tip", change.tip().hex());
            if (change.last().isPresent()) {
                UnloggedChange.LastWord word = change.last().get();
                json.writeObjectFieldStart("log");
                json.writeNumberField("seq", word.seq());
                json.writeStringField("time", word.time().toString());
                json.writeStringField("before", word.before().hex());
                json.writeStringField("after", word.after().hex());
                json.writeBooleanField("declared", word.declared());
                json.writeEndObject();
            }
            json.writeStringField("detail", change.words());
            json.writeEndObject();
        }
        json.writeEndArray();
        writeAlone(json);
        json.writeEndObject();
    }

    private void writeAlone(JsonGenerator json) throws IOException {
        if (alone.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("tagsWithoutBranch");
        for (RestedTag tag : alone) {
            json.writeStartObject();
            json.writeStringField("ref", tag.ref().value());
            json.writeNumberField("seq", tag.seq());
            json.writeStringField("detail", tag.words());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
