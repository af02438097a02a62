package dev.refwarden.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.decision.CommitFacts;
import dev.refwarden.decision.Finding;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.RefName;
import dev.refwarden.ledger.DecisionIndex;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.replay.JudgedHistory;
import dev.refwarden.report.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges history that is already there, and changes nothing. */
@Command(
        name = "verify",
        description = {
            "Compare protected refs with the log, or judge history that is already there.",
            "Without --ref: compare every protected ref with the log, and find what was written around the hook.",
            "With --ref: judge history that is already there as well: would these commits pass the rules for REF?",
            "Nothing counts as settled then but what is before the range, and nothing is demanded of a push."
        })
final class VerifyCommand implements Callable<Integer> {
    private static final int MOST = 100;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Places places = new Places();

    @Parameters(paramLabel = "GITDIR", arity = "1..*", description = "the folders of repositories")
    private List<Path> gitDirs = List.of();

    @Option(names = "--ref", paramLabel = "REF", description = "whose rules are asked; a full name")
    private String ref = "";

    @Option(names = "--range", paramLabel = "A..B", description = "from behind A to B (default: all that REF holds)")
    private String range = "";

    @Option(
            names = "--at",
            paramLabel = "now|committer-time",
            description = {
                "when keys must have been good",
                "(default: when a commit was first accepted here, where that is known, else now)"
            })
    private String at = "";

    @Option(names = "--json", description = "as JSON")
    private boolean asJson;

    @Override
    public Integer call() throws Exception {
        if (ref.isEmpty() && !(range + at).isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--range and --at want --ref");
        }
        if (!ref.isEmpty()) {
            FullRef.require(spec.commandLine(), ref);
        }
        PrintWriter out = spec.commandLine().getOut();
        Configuration configuration = Configuration.load(places.config());
        Ledger ledger = places.ledger();
        List<Verified> all = new ArrayList<>();
        for (Path gitDir : gitDirs) {
            Verified verified = verify(configuration, ledger, gitDir);
            all.add(verified);
            if (!asJson) {
                if (gitDirs.size() > 1) {
                    out.println(verified.refs().repository() + ":");
                }
                print(verified, out);
                out.flush();
            }
        }
        if (asJson) {
            write(all, out);
        }
        out.flush();
        return all.stream().allMatch(Verified::isFine) ? ExitStatus.FINE : ExitStatus.FOUND;
    }

    /**
     * What was found in one repository.
     *
     * @param history absent where no ref was named
     */
    private record Verified(ComparedRefs refs, Optional<JudgedHistory> history) {
        boolean isFine() {
            return refs.around() == 0
                    && refs.alone().isEmpty()
                    && history.filter(judged -> !judged.findings().isEmpty()).isEmpty();
        }
    }

    private Verified verify(Configuration configuration, Ledger ledger, Path gitDir) throws Exception {
        if (ref.isEmpty()) {
            return new Verified(ComparedRefs.of(configuration, ledger, gitDir, Optional.empty()), Optional.empty());
        }
        Optional<PrintWriter> watcher =
                Terminal.isStandardError() ? Optional.of(spec.commandLine().getErr()) : Optional.empty();
        JudgedHistory judged = JudgedHistory.of(
                configuration,
                ledger,
                new JudgedHistory.Question(gitDir.toRealPath(), ref, range, judgedAt(), watcher));
        ComparedRefs refs = ComparedRefs.of(configuration, ledger, gitDir, Optional.of(new RefName(ref)));
        boolean isKnown = new DecisionIndex(ledger).isAbout(refs.repository());
        return new Verified(isKnown ? refs : refs.unknown(), Optional.of(judged));
    }

    private JudgedHistory.At judgedAt() {
        return switch (at) {
            case "" -> JudgedHistory.At.FIRST_ACCEPTED;
            case "now" -> JudgedHistory.At.NOW;
            case "committer-time" -> JudgedHistory.At.COMMITTER_TIME;
            default -> throw new ParameterException(spec.commandLine(), "--at takes now or committer-time");
        };
    }

    private static void print(Verified verified, PrintWriter out) {
        verified.refs().print(out);
        if (verified.history().isPresent()) {
            print(verified.history().get(), out);
        } else {
            verified.refs().printCount(out);
        }
    }

    private static void print(JudgedHistory judged, PrintWriter out) {
        int shown = 0;
        for (Finding finding : judged.findings()) {
            if (shown++ < MOST) {
                out.println(finding.object().map(id -> id.abbreviated() + ": ").orElse("")
                        + Printable.of(finding.detail(), 300) + " ["
                        + finding.code().word() + "]");
            }
        }
        if (shown > MOST) {
            out.println("and " + (shown - MOST) + " more");
        }
        byCode(judged).forEach((code, count) -> out.println(count + "  " + code));
        bySigner(judged).forEach((signer, count) -> out.println(count + "  signed by " + signer));
        out.println(judged.commits().size() + (judged.commits().size() == 1 ? " commit" : " commits") + " under "
                + judged.rules() + (judged.rules() == 1 ? " rule, " : " rules, ")
                + judged.findings().size() + (judged.findings().size() == 1 ? " finding, " : " findings, ")
                + judged.millis() / 1_000.0 + " s");
    }

    private static void write(List<Verified> all, PrintWriter out) throws IOException {
        try (JsonGenerator json = Json.to(out, "verification")) {
            json.writeArrayFieldStart("repositories");
            for (Verified verified : all) {
                json.writeStartObject();
                json.writeStringField("repository", verified.refs().repository());
                if (verified.history().isPresent()) {
                    write(verified.history().get(), json);
                }
                verified.refs().write(json);
                json.writeEndObject();
            }
        }
        out.println();
    }

    private static void write(JudgedHistory judged, JsonGenerator json) throws IOException {
        json.writeNumberField("commits", judged.commits().size());
        json.writeNumberField("rules", judged.rules());
        json.writeNumberField("millis", judged.millis());
        write("codes", byCode(judged), json);
        write("signers", bySigner(judged), json);
        json.writeArrayFieldStart("findings");
        for (Finding finding : judged.findings()) {
            json.writeStartObject();
            json.writeStringField("code", finding.code().word());
            if (finding.rule().isPresent()) {
                json.writeStringField("rule", finding.rule().get());
            }
            if (finding.object().isPresent()) {
                json.writeStringField("object", finding.object().get().hex());
            }
            json.writeStringField("detail", finding.detail());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(String name, Map<String, Integer> counts, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Integer> count : counts.entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
    }

    private static Map<String, Integer> byCode(JudgedHistory judged) {
        Map<String, Integer> counts = new TreeMap<>();
        judged.findings().forEach(finding -> counts.merge(finding.code().word(), 1, Integer::sum));
        return counts;
    }

    private static Map<String, Integer> bySigner(JudgedHistory judged) {
        Map<String, Integer> counts = new TreeMap<>();
        for (CommitFacts commit : judged.commits()) {
            if (commit.signature() instanceof SignatureCheck.Valid valid) {
                counts.merge(valid.enrolled().person().value(), 1, Integer::sum);
            }
        }
        return counts;
    }
}
