package dev.refwarden.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.doctor.GateState;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code refwarden gate status}. */
@Command(
        name = "status",
        description = "Show how pushes are judged: by the gate, or each by a process of its own, and why.")
final class GateStatus implements Callable<Integer> {
    private static final long POLL_MILLIS = 50;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Places places = new Places();

    @Option(names = "--wait", paramLabel = "SECONDS", description = "how long to wait for a gate that is being started")
    private int wait;

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        long end = System.nanoTime() + wait * 1_000_000_000L;
        GateState state = GateState.of(places.state());
        while (!state.answers() && System.nanoTime() - end < 0) {
            Thread.sleep(POLL_MILLIS);
            state = GateState.of(places.state());
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            try (JsonGenerator generator = Json.to(out, "gate")) {
                write(state, generator);
            }
            out.println();
        } else {
            out.println(state.words());
            state.details().forEach((name, value) -> out.println("  " + name + ": " + value));
        }
        out.flush();
        return state.answers() ? ExitStatus.FINE : ExitStatus.FOUND;
    }

    private static void write(GateState state, JsonGenerator json) throws IOException {
        json.writeStringField("state", state.kind().name().toLowerCase(Locale.ROOT));
        json.writeStringField("words", state.words());
        for (Map.Entry<String, String> detail : state.details().entrySet()) {
            json.writeStringField(detail.getKey(), detail.getValue());
        }
    }
}
