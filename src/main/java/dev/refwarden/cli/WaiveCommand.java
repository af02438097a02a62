package dev.refwarden.cli;

import dev.refwarden.decision.Code;
import dev.refwarden.format.Purposes;
import dev.refwarden.format.SignatureFormats;
import dev.refwarden.ledger.CaseId;
import dev.refwarden.ledger.Refusal;
import dev.refwarden.policy.Policy;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import dev.refwarden.statement.WaiverStatement;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the statement that administrators sign to let exactly one refused push through, once. */
@Command(
        name = "waive",
        description = {
            "Make the statement that administrators sign to let exactly one push through once.",
            "It goes to standard output, and how to sign and use it to standard error."
        })
final class WaiveCommand implements Callable<Integer> {
    private static final int MOST_HOURS = 24;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Places places = new Places();

    @Parameters(paramLabel = "CASE", description = "the case's id, such as K7F3-2QXM")
    private String caseId = "";

    @Option(names = "--hours", paramLabel = "N", description = "for how long it is good (default: 12, at most 24)")
    private int hours = MOST_HOURS / 2;

    @Override
    public Integer call() throws IOException, PolicyProblems {
        if (hours < 1 || hours > MOST_HOURS) {
            throw new ParameterException(spec.commandLine(), "--hours: 1 to " + MOST_HOURS + " are possible");
        }
        Configuration configuration = Configuration.load(places.config());
        PrintWriter err = spec.commandLine().getErr();
        Optional<Policy.Waivers> waivers = configuration.policy().waivers();
        if (waivers.isEmpty()) {
            err.println("refwarden: the policy knows no waivers");
            return ExitStatus.FOUND;
        }
        String id = CaseId.read(caseId).map(CaseId::value).orElse(caseId.toUpperCase(Locale.ROOT));
        Optional<Refusal> refusal = Refusal.of(places.ledger(), id);
        if (refusal.isEmpty()) {
            err.println("refwarden: " + Unknown.refusedPush(new CaseId(id), places.ledger()));
            return ExitStatus.FOUND;
        }
        Optional<String> reason = whyNot(refusal.get());
        if (reason.isPresent()) {
            err.println("refwarden: no waiver can let the case " + id + " through: " + reason.get());
            return ExitStatus.FOUND;
        }
        Instant expires = Instant.now().plus(Duration.ofHours(hours)).truncatedTo(ChronoUnit.SECONDS);
        WaiverStatement statement = new WaiverStatement(
                configuration.server().name() + "/" + refusal.get().repository(),
                id,
                refusal.get().updates(),
                List.copyOf(refusal.get().codes()),
                expires);
        PrintWriter out = spec.commandLine().getOut();
        out.print(new String(statement.bytes(), StandardCharsets.UTF_8));
        out.flush();
        explain(err, waivers.get());
        return ExitStatus.FINE;
    }

    /** Why nothing that administrators sign would count; absent where it would. */
    private static Optional<String> whyNot(Refusal refusal) {
        if (refusal.codes().isEmpty()) {
            return Optional.of("the log does not say all that it was refused for");
        }
        if (!refusal.listsAll()) {
            return Optional.of("it would have to name every ref, and the log lists only "
                    + refusal.updates().size() + " of them; have fewer pushed at once");
        }
        // A waiver that did not count is no fault of the push.
        List<String> unwaivable = refusal.refusing().stream()
                .filter(word -> !word.equals(Code.WAIVER_INVALID.word()))
                .filter(word -> !Code.of(word).map(Code::isWaivable).orElse(false))
                .sorted()
                .toList();
        return unwaivable.isEmpty() ? Optional.empty() : Optional.of("nothing lifts " + String.join(", ", unwaivable));
    }

    private static void explain(PrintWriter err, Policy.Waivers waivers) {
        err.println("refwarden: " + waivers.count() + " of "
                + String.join(", ", waivers.by().names())
                + " other than the pusher sign these very bytes, kept in a file:");
        for (String command : SignatureFormats.statementCommands(Purposes.WAIVER)) {
            err.println("refwarden:   " + command);
        }
        err.println("refwarden: or, with the case shown: git refwarden-waive -f FILE CASE");
        err.println("refwarden: and the pusher repeats the push with one option for each signature:");
        err.println(
                "refwarden:   git push -o waiver=\"$(base64 -w0 FILE | tr '+/' '-_').$(grep -v -e '-----' FILE.sig |"
                        + " tr -d '\\n' | tr '+/' '-_')\" ...");
        err.flush();
    }
}
