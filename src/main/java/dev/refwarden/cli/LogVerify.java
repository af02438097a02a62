package dev.refwarden.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.ledger.Checkpoint;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.LogCheck;
import dev.refwarden.ledger.LogFault;
import dev.refwarden.ledger.LogKeyFile;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.ledger.tree.CheckpointCheck;
import dev.refwarden.ledger.tree.MalformedKey;
import dev.refwarden.ledger.tree.SignedCheckpoint;
import dev.refwarden.ledger.tree.TreeHead;
import dev.refwarden.ledger.tree.VerifierKey;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import dev.refwarden.report.Printable;
import dev.refwarden.report.ProgressBar;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code refwarden log verify}. */
@Command(
        name = "verify",
        description = {
            "Find any line of the log that was changed, removed, added or moved.",
            "A cut or rewritten end is found only with a checkpoint that was kept elsewhere."
        })
final class LogVerify implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Places places = new Places();

    @Nullable
    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = {
                "what refwarden log checkpoint once printed, kept elsewhere;",
                "or numbers and hashes of lines, as version 0.1 printed them, one a line"
            })
    private Path checkpoint;

    @Nullable
    @Option(
            names = "--key",
            paramLabel = "PUBLIC-KEY",
            description = "the log's public key, as refwarden log key printed it once (default: the one in STATE)")
    private String key;

    @Option(names = "--json", description = "as JSON")
    private boolean asJson;

    @Override
    public Integer call() throws IOException, PolicyProblems {
        LogCheck.Known known = checkpoint == null ? LogCheck.Known.NOTHING : read(checkpoint);
        LogCheck.Result result = walk(places.ledger(), known);
        PrintWriter out = spec.commandLine().getOut();
        if (asJson) {
            write(result, known, out);
        } else {
            print(result, known, out);
        }
        out.flush();
        return result.breaks().isEmpty() ? ExitStatus.FINE : ExitStatus.INTERNAL_FAILURE;
    }

    private LogCheck.Result walk(Ledger ledger, LogCheck.Known known) throws IOException {
        if (!Terminal.isStandardError()) {
            return LogCheck.walk(ledger, known, lines -> {});
        }
        long total = LogCheck.length(ledger);
        try (ProgressBar bar = new ProgressBar(spec.commandLine().getErr(), "lines", total)) {
            return LogCheck.walk(ledger, known, lines -> {
                for (long i = 0; i < lines; i++) {
                    bar.step();
                }
            });
        }
    }

    private static void print(LogCheck.Result result, LogCheck.Known known, PrintWriter out) {
        result.breaks().forEach(out::println);
        int broken = result.breaks().size();
        if (broken > 0) {
            out.println("the log is broken in " + broken + (broken == 1 ? " place" : " places"));
            return;
        }
        String lines = String.format(Locale.ROOT, "%,d line%s", result.lines(), result.lines() == 1 ? "" : "s");
        out.println("the log is whole: " + lines + ", the last one " + result.last());
        if (!known.isEmpty()) {
            out.println("it agrees with " + (known.count() == 1 ? "the checkpoint" : known.count() + " checkpoints")
                    + ", up to line " + known.furthest());
        }
    }

    private static void write(LogCheck.Result result, LogCheck.Known known, PrintWriter out) throws IOException {
        try (JsonGenerator json = Json.to(out, "log-check")) {
            json.writeBooleanField("whole", result.breaks().isEmpty());
            json.writeNumberField("lines", result.lines());
            json.writeStringField("last", result.last());
            Optional<String> latest = result.latest().map(Object::toString);
            if (latest.isPresent()) {
                json.writeStringField("latest", latest.get());
            }
            json.writeNumberField("checkpoints", known.count());
            write("breaks", result.breaks(), json);
        }
        out.println();
    }

    private static void write(String name, List<LogFault> faults, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (LogFault fault : faults) {
            json.writeStartObject();
            json.writeNumberField("seq", fault.seq());
            json.writeStringField("problem", fault.problem());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Everything in the file must be a checkpoint: one that no one can read would prove nothing, in silence. */
    private LogCheck.Known read(Path file) throws IOException, PolicyProblems {
        byte[] bytes = Files.readAllBytes(NamedFile.opened(file));
        List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        boolean old = lines.stream().anyMatch(line -> Checkpoint.parse(line).isPresent());
        if (!old && !lines.isEmpty()) {
            return new LogCheck.Known(List.of(), List.of(signed(file, bytes)));
        }
        List<Checkpoint> known = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String place = file + ":" + (i + 1);
            if (!lines.get(i).isBlank()) {
                known.add(Checkpoint.parse(lines.get(i))
                        .orElseThrow(() -> new IOException(
                                place + " is not a checkpoint: the number and the hash of a line are expected")));
            }
        }
        if (known.isEmpty()) {
            throw new IOException(file + " holds no checkpoint");
        }
        return new LogCheck.Known(known, List.of());
    }

    private TreeHead signed(Path file, byte[] bytes) throws IOException, PolicyProblems {
        String origin = LogKeyCommand.origin(Configuration.load(places.config()));
        CheckpointCheck check = SignedCheckpoint.check(bytes, origin, verifier());
        if (check instanceof CheckpointCheck.Valid valid) {
            return valid.head();
        }
        throw new IOException(file + ": " + words(check, origin));
    }

    private static String words(CheckpointCheck check, String origin) {
        if (check instanceof CheckpointCheck.Malformed malformed) {
            return "it is not a checkpoint: " + malformed.detail();
        }
        if (check instanceof CheckpointCheck.OtherLog other) {
            return "it is a checkpoint of another log, " + Printable.of(other.origin(), 200) + ", and not of " + origin;
        }
        return check instanceof CheckpointCheck.Unsigned
                ? "it is not signed by the log's key"
                : "its signature is not the log's: it was changed, or made by someone else";
    }

    private VerifierKey verifier() throws IOException {
        if (key == null) {
            return new LogKeyFile(new StateFolder(places.state())).read().verifier();
        }
        try {
            return VerifierKey.parse(key);
        } catch (MalformedKey e) {
            throw new ParameterException(spec.commandLine(), "--key: " + e.getMessage());
        }
    }
}
