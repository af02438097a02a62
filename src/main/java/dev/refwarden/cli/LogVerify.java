package dev.refwarden.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.log.Checkpoint;
import dev.refwarden.log.LogCheck;
import dev.refwarden.log.LogFault;
import dev.refwarden.log.LogFile;
import dev.refwarden.log.StateFolder;
import java.io.IOException;
import java.io.PrintWriter;
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
            description = "what refwarden log checkpoint once printed, kept elsewhere; any number of them, one a line")
    private Path checkpoint;

    @Option(names = "--json", description = "as a JSON object")
    private boolean asJson;

    @Override
    public Integer call() throws IOException {
        StateFolder state = new StateFolder(places.state());
        List<Checkpoint> known = checkpoint == null ? List.of() : read(checkpoint);
        NoLog.note(state, spec.commandLine().getErr());
        LogCheck.Result result = walk(state, known);
        PrintWriter out = spec.commandLine().getOut();
        if (asJson) {
            write(result, known, out);
        } else {
            print(result, known, out);
        }
        out.flush();
        return result.breaks().isEmpty() ? ExitStatus.FINE : ExitStatus.INTERNAL_FAILURE;
    }

    private LogCheck.Result walk(StateFolder state, List<Checkpoint> known) throws IOException {
        if (!Terminal.isStandardError()) {
            return LogCheck.walk(state, known);
        }
        long bytes = 0;
        for (LogFile file : LogFile.in(state)) {
            bytes += Files.size(file.path());
        }
        IndexedCases.Bar bar = new IndexedCases.Bar(spec.commandLine().getErr());
        bar.begin(bytes);
        try {
            return LogCheck.walk(state, known, bar::read);
        } finally {
            bar.end();
        }
    }

    private static void print(LogCheck.Result result, List<Checkpoint> known, PrintWriter out) {
        result.remarks().forEach(remark -> out.println("note: " + remark));
        result.breaks().forEach(out::println);
        int broken = result.breaks().size();
        if (broken > 0) {
            out.println("the log is broken in " + broken + (broken == 1 ? " place" : " places"));
            return;
        }
        String decisions = String.format(Locale.ROOT, "%,d decision%s", result.lines(), result.lines() == 1 ? "" : "s");
        out.println("the log is whole: " + decisions + ", the last one " + result.last());
        if (!known.isEmpty()) {
            long furthest = known.stream().mapToLong(Checkpoint::seq).max().getAsLong();
            out.println("it agrees with " + (known.size() == 1 ? "the checkpoint" : known.size() + " checkpoints")
                    + ", up to decision " + furthest);
        }
    }

    private static void write(LogCheck.Result result, List<Checkpoint> known, PrintWriter out) throws IOException {
        try (JsonGenerator json = Json.to(out)) {
            json.writeStartObject();
            json.writeBooleanField("whole", result.breaks().isEmpty());
            json.writeNumberField("decisions", result.lines());
            json.writeStringField("last", result.last());
            Optional<String> latest = result.latest().map(Object::toString);
            if (latest.isPresent()) {
                json.writeStringField("latest", latest.get());
            }
            json.writeNumberField("checkpoints", known.size());
            write("breaks", result.breaks(), json);
            write("notes", result.remarks(), json);
            json.writeEndObject();
        }
        out.println();
    }

    private static void write(String name, List<LogFault> faults, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (LogFault fault : faults) {
            json.writeStartObject();
            json.writeStringField("file", fault.file());
            json.writeNumberField("line", fault.line());
            json.writeStringField("problem", fault.problem());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Everything in the file must be a checkpoint: one that nobody can read would prove nothing, in silence. */
    private static List<Checkpoint> read(Path file) throws IOException {
        List<Checkpoint> known = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String place = file + ":" + (i + 1);
            if (!lines.get(i).isBlank()) {
                known.add(Checkpoint.parse(lines.get(i))
                        .orElseThrow(() -> new IOException(
                                place + " is no checkpoint: the number and the hash of a line are wanted")));
            }
        }
        if (known.isEmpty()) {
            throw new IOException(file + " holds no checkpoint: the number and the hash of a line are wanted");
        }
        return known;
    }
}
