package dev.refwarden.doctor;

import dev.refwarden.hook.gate.GateClient;
import dev.refwarden.hook.gate.GateProcess;
import dev.refwarden.hook.gate.RunFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How pushes are judged: by a gate, or each by a process of its own, and why.
 *
 * @param words lower case, no final period
 * @param details what the gate says of itself, by name; empty where none answers
 */
public record GateState(Kind kind, String words, Map<String, String> details) {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int LONGEST_SOCKET = 107;

    /** What was found. */
    public enum Kind {
        ANSWERS,
        /** Nothing is wrong with that. */
        ABSENT,
        /** There is a process, but hooks do not ask it, or it does not answer. */
        SILENT,
        /** None can run. */
        IMPOSSIBLE
    }

    public GateState {
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    public boolean answers() {
        return kind == Kind.ANSWERS;
    }

    /** Asks the gate of this STATE, for a few seconds at most. */
    public static GateState of(Path state) throws IOException {
        RunFolder run = new RunFolder(state);
        if (run.socket().toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_SOCKET) {
            return none(
                    Kind.IMPOSSIBLE,
                    "no gate can listen on " + run.socket() + ": its path has more than " + LONGEST_SOCKET + " bytes");
        }
        if (!Files.exists(run.path(), LinkOption.NOFOLLOW_LINKS)) {
            return none(Kind.ABSENT, "no gate runs");
        }
        try {
            run.check();
        } catch (IOException e) {
            return none(Kind.IMPOSSIBLE, "no gate is asked: " + e.getMessage());
        }
        Optional<Long> pid = run.pid();
        GateProcess process = pid.map(GateProcess::of).orElse(GateProcess.GONE);
        if (process == GateProcess.STOPPED) {
            return none(Kind.SILENT, "the gate, process " + pid.orElseThrow() + ", is stopped");
        }
        Optional<List<String>> status = new GateClient(state, PATIENCE).status();
        if (status.isPresent()) {
            return answering(status.get());
        }
        return process == GateProcess.RUNNING && run.isServed()
                ? none(Kind.SILENT, "process " + pid.orElseThrow() + " is to be the gate, but does not answer")
                : none(Kind.ABSENT, "no gate runs");
    }

    private static GateState none(Kind kind, String why) {
        return new GateState(kind, why + "; each push is judged by a process of its own", Map.of());
    }

    private static GateState answering(List<String> lines) {
        Map<String, String> details = new LinkedHashMap<>();
        for (String line : lines) {
            int blank = line.indexOf(' ');
            if (blank > 0) {
                details.put(line.substring(0, blank), line.substring(blank + 1));
            }
        }
        String pid = details.getOrDefault("pid", "?");
        return new GateState(Kind.ANSWERS, "pushes are judged by the gate, process " + pid, details);
    }
}
