package dev.refwarden.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.evidence.StoredApproval;
import dev.refwarden.git.GitEnvironment;
import dev.refwarden.git.GitRepository;
import dev.refwarden.git.UnsupportedRepository;
import dev.refwarden.git.VerifiedObjects;
import dev.refwarden.key.Keyring;
import dev.refwarden.object.RefUpdate;
import dev.refwarden.policy.Configuration;
import dev.refwarden.policy.PolicyProblems;
import dev.refwarden.report.Printable;
import dev.refwarden.signature.SignatureCheck;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the approvals that were pushed and wait for the push that they approve. */
@Command(
        name = "approvals",
        description = {
            "List the approvals that wait in a repository.",
            "One that has expired is of no use any more; --prune deletes its ref."
        })
final class ApprovalsCommand implements Callable<Integer> {
    private static final int LONGEST = 120;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Places places = new Places();

    @Parameters(paramLabel = "GITDIR", description = "the repository's folder")
    private Path gitDir = Path.of(".");

    @Option(names = "--prune", description = "delete those that have expired, or are none")
    private boolean prune;

    @Option(names = "--json", description = "as JSON")
    private boolean asJson;

    @Override
    public Integer call() throws IOException, PolicyProblems, UnsupportedRepository {
        Configuration configuration = Configuration.load(places.config());
        long largest = configuration.server().limits().objectSize();
        Keyring keys = new Keyring(configuration.policy().people());
        try (GitRepository repository = GitRepository.open(GitEnvironment.at(gitDir.toRealPath()));
                VerifiedObjects objects = repository.objects(largest)) {
            List<StoredApproval> approvals = StoredApproval.in(repository, objects, keys);
            PrintWriter out = spec.commandLine().getOut();
            if (prune) {
                prune(repository, approvals, out);
            } else if (asJson) {
                writeJson(approvals, out);
            } else {
                approvals.forEach(approval -> out.println(line(approval)));
                out.println(
                        approvals.isEmpty()
                                ? "no approval waits here"
                                : approvals.size() + (approvals.size() == 1 ? " approval" : " approvals"));
            }
            out.flush();
            return ExitStatus.FINE;
        }
    }

    private static void prune(GitRepository repository, List<StoredApproval> approvals, PrintWriter out)
            throws IOException {
        int deleted = 0;
        for (StoredApproval approval : approvals) {
            boolean good = approval.statement()
                    .filter(statement -> Instant.now().isBefore(statement.expires()))
                    .isPresent();
            if (!good) {
                repository.delete(repository.ref(approval.ref()));
                deleted++;
            }
        }
        out.println("deleted " + deleted + " of " + approvals.size());
    }

    private static String line(StoredApproval approval) {
        if (approval.statement().isEmpty()) {
            return Printable.of(approval.ref().value(), LONGEST) + ": this is no approval";
        }
        RefUpdate update = approval.statement().get().update();
        return Printable.of(update.ref().value(), LONGEST) + " from "
                + (update.creates() ? "nothing" : update.before().abbreviated()) + " to "
                + (update.deletes() ? "nothing" : update.after().abbreviated()) + ", by " + approver(approval) + ", "
                + life(approval);
    }

    private static String approver(StoredApproval approval) {
        return approval.signature() instanceof SignatureCheck.Valid valid
                ? valid.enrolled().person() + " (" + valid.enrolled().id() + ")"
                : "nobody who is enrolled now";
    }

    private static String life(StoredApproval approval) {
        Instant expires = approval.statement().orElseThrow().expires();
        return (Instant.now().isBefore(expires) ? "good until " : "expired on ") + expires;
    }

    private static void writeJson(List<StoredApproval> approvals, PrintWriter out) throws IOException {
        try (JsonGenerator json = Json.to(out)) {
            json.writeStartArray();
            for (StoredApproval approval : approvals) {
                json.writeStartObject();
                json.writeStringField("at", approval.ref().value());
                if (approval.statement().isPresent()) {
                    json.writeStringField(
                            "repository", approval.statement().get().repository());
                    RefUpdate update = approval.statement().get().update();
                    json.writeStringField("ref", update.ref().value());
                    json.writeStringField("old", update.before().hex());
                    json.writeStringField("new", update.after().hex());
                    json.writeStringField(
                            "expires", approval.statement().get().expires().toString());
                }
                if (approval.signature() instanceof SignatureCheck.Valid valid) {
                    json.writeStringField("approver", valid.enrolled().person().value());
                    json.writeStringField("key", valid.enrolled().id().value());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        out.println();
    }
}
