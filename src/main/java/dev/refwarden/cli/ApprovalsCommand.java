package dev.refwarden.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.decision.WaitingProposal;
import dev.refwarden.evidence.StoredApproval;
import dev.refwarden.evidence.StoredProposals;
import dev.refwarden.format.Keyring;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.git.store.GitEnvironment;
import dev.refwarden.git.store.GitRepository;
import dev.refwarden.git.store.UnsupportedRepository;
import dev.refwarden.git.store.VerifiedObjects;
import dev.refwarden.hook.ServerEnvironment;
import dev.refwarden.ledger.LedgerView;
import dev.refwarden.policy.Server;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import dev.refwarden.report.Printable;
import dev.refwarden.statement.ApprovalStatement;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the approvals that were pushed and wait for the push that they approve, and what was brought to be approved. */
@Command(
        name = "approvals",
        description = {
            "List the approvals in a repository, and the commits and tags that wait for some.",
            "An approval is listed while it can still serve: until it expires, and while the ref is where it says.",
            "--prune deletes the refs of the others, and of proposals that have landed or are older than seven days."
        })
final class ApprovalsCommand implements Callable<Integer> {
    private static final int LONGEST = 120;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Places places = new Places();

    @Parameters(paramLabel = "GITDIR", description = "the repository's folder")
    private Path gitDir = Path.of(".");

    @Option(names = "--prune", description = "delete what is of no use any more")
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
            List<WaitingProposal> proposals = proposals(repository, configuration.server());
            List<StoredApproval> approvals = StoredApproval.in(repository, objects, keys);
            PrintWriter out = spec.commandLine().getOut();
            if (prune) {
                out.println("deleted " + prune(repository, approvals) + " of " + count(approvals.size(), "approval"));
                if (!proposals.isEmpty()) {
                    int gone = StoredProposals.prune(repository, proposals, Instant.now())
                            .size();
                    out.println("deleted " + gone + " of " + count(proposals.size(), "proposal"));
                }
            } else if (asJson) {
                writeJson(open(repository, approvals), proposals, out);
            } else {
                print(open(repository, approvals), proposals, out);
            }
            out.flush();
            return ExitStatus.FINE;
        }
    }

    /** The ledger, and how the server calls the repository, are asked for only where there are some. */
    private List<WaitingProposal> proposals(GitRepository repository, Server server) throws IOException {
        if (repository.refsUnder(WaitingProposal.REFS).isEmpty()) {
            return List.of();
        }
        String name = new ServerEnvironment(server, System.getenv()).repositoryName(repository.directory());
        return new StoredProposals(repository, server.name() + "/" + name).all(LedgerView.of(places.ledger(), name));
    }

    private static void print(List<StoredApproval> approvals, List<WaitingProposal> proposals, PrintWriter out) {
        approvals.forEach(approval -> out.println(line(approval)));
        out.println(approvals.isEmpty() ? "no approval waits here" : count(approvals.size(), "approval"));
        proposals.forEach(proposal -> out.println(line(proposal)));
        if (!proposals.isEmpty()) {
            out.println(count(proposals.size(), "proposal"));
        }
    }

    private static List<StoredApproval> open(GitRepository repository, List<StoredApproval> approvals)
            throws IOException {
        List<StoredApproval> open = new ArrayList<>();
        for (StoredApproval approval : approvals) {
            if (isOpen(repository, approval)) {
                open.add(approval);
            }
        }
        return open;
    }

    /** Whether the push that it approves can still come. */
    private static boolean isOpen(GitRepository repository, StoredApproval approval) throws IOException {
        Optional<ApprovalStatement> statement = approval.statement();
        if (statement.isEmpty() || !Instant.now().isBefore(statement.get().expires())) {
            return false;
        }
        RefUpdate update = statement.get().update();
        return repository.ref(update.ref()).tip().isPresent()
                ? repository.ref(update.ref()).tip().get().equals(update.before())
                : update.creates();
    }

    private static int prune(GitRepository repository, List<StoredApproval> approvals) throws IOException {
        int deleted = 0;
        for (StoredApproval approval : approvals) {
            if (!isOpen(repository, approval)) {
                repository.delete(repository.ref(approval.ref()));
                deleted++;
            }
        }
        return deleted;
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String line(StoredApproval approval) {
        RefUpdate update = approval.statement().orElseThrow().update();
        return Printable.of(update.ref().value(), LONGEST) + " from "
                + (update.creates() ? "nothing" : update.before().abbreviated()) + " to "
                + (update.deletes() ? "nothing" : update.after().abbreviated()) + ", by " + approver(approval)
                + ", good until " + approval.statement().orElseThrow().expires();
    }

    private static String line(WaitingProposal proposal) {
        return "proposed: " + Printable.of(proposal.tip().toString(), LONGEST) + ", by "
                + proposal.by().map(Object::toString).orElse("nobody who is known")
                + proposal.since()
                        .map(time -> ", waits until " + time.plus(WaitingProposal.LIFE))
                        .orElse("");
    }

    private static String approver(StoredApproval approval) {
        return approval.signature() instanceof SignatureCheck.Valid valid
                ? valid.enrolled().person() + " (" + valid.enrolled().id() + ")"
                : "nobody who is enrolled now";
    }

    private static void writeJson(List<StoredApproval> approvals, List<WaitingProposal> proposals, PrintWriter out)
            throws IOException {
        try (JsonGenerator json = Json.to(out, "approvals")) {
            json.writeArrayFieldStart("approvals");
            for (StoredApproval approval : approvals) {
                write(json, approval);
            }
            for (WaitingProposal proposal : proposals) {
                write(json, proposal);
            }
            json.writeEndArray();
        }
        out.println();
    }

    private static void write(JsonGenerator json, StoredApproval approval) throws IOException {
        ApprovalStatement statement = approval.statement().orElseThrow();
        json.writeStartObject();
        json.writeStringField("at", approval.ref().value());
        json.writeStringField("repository", statement.repository());
        json.writeStringField("ref", statement.update().ref().value());
        json.writeStringField("old", statement.update().before().hex());
        json.writeStringField("new", statement.update().after().hex());
        json.writeStringField("expires", statement.expires().toString());
        if (approval.signature() instanceof SignatureCheck.Valid valid) {
            json.writeStringField("approver", valid.enrolled().person().value());
            json.writeStringField("key", valid.enrolled().id().value());
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, WaitingProposal proposal) throws IOException {
        json.writeStartObject();
        json.writeStringField("at", proposal.ref().value());
        json.writeStringField("proposed", proposal.tip().hex());
        if (proposal.by().isPresent()) {
            json.writeStringField("by", proposal.by().get().value());
        }
        if (proposal.since().isPresent()) {
            json.writeStringField("since", proposal.since().get().toString());
        }
        json.writeEndObject();
    }
}
