package dev.refwarden.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.LogExport;
import dev.refwarden.ledger.LogFault;
import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.ledger.VisibleJson;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code refwarden log export}: what a system that collects security events reads. */
@Command(
        name = "export",
        description = {
            "Print the log as JSON lines for a system that collects security events, oldest first.",
            "Each holds the log's own line, byte for byte, and what such systems sort by. A broken chain is an event, too."
        })
final class LogExportCommand implements Callable<Integer> {
    private static final JsonFactory JSON = VisibleJson.factory();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Places places = new Places();

    @Nullable
    @Option(names = "--since", paramLabel = "TIME", description = "only from this time on, such as 2026-11-23 or 7d")
    private Instant since;

    @Option(
            names = "--after",
            paramLabel = "SEQ",
            description = "only behind the decision of this number, which is how the next run goes on")
    private long after;

    @Option(names = "--lines", description = "the log's own lines alone, byte for byte")
    private boolean lines;

    @Override
    public Integer call() throws IOException {
        if (after < 0) {
            throw new ParameterException(spec.commandLine(), "--after takes a decision's number");
        }
        PrintWriter out = spec.commandLine().getOut();
        Ledger ledger = places.ledger();
        if (lines) {
            return exportLines(ledger);
        }
        Events events = new Events(out, spec.commandLine().getErr(), server());
        int faults = LogExport.show(ledger, Optional.ofNullable(since), after, events);
        out.flush();
        return faults == 0 ? ExitStatus.FINE : ExitStatus.INTERNAL_FAILURE;
    }

    private int exportLines(Ledger ledger) throws IOException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintWriter err = spec.commandLine().getErr();
        int faults = LogExport.show(ledger, Optional.ofNullable(since), after, new LogExport.Sink() {
            @Override
            public void line(LogExport.Line line) throws IOException {
                out.write(line.bytes());
                if (out.checkError()) {
                    throw new IOException("the lines cannot be written");
                }
            }

            @Override
            public void fault(LogFault fault) {
                err.println("refwarden: the log is broken: " + fault);
            }
        });
        out.flush();
        err.flush();
        return faults == 0 ? ExitStatus.FINE : ExitStatus.INTERNAL_FAILURE;
    }

    /** The server's name; the log can be exported while the configuration is broken. */
    private Optional<String> server() {
        try {
            return Optional.of(Configuration.load(places.config()).server().name());
        } catch (PolicyProblems e) {
            return Optional.empty();
        }
    }

    /** Writes one JSON object a line. */
    private record Events(PrintWriter out, PrintWriter err, Optional<String> server) implements LogExport.Sink {
        @Override
        public void line(LogExport.Line line) throws IOException {
            LoggedDecision decision = LoggedDecision.of(line.bytes()).orElseThrow();
            try (JsonGenerator json = JSON.createGenerator(out)) {
                json.writeStartObject();
                json.writeStringField("time", decision.text("time"));
                begin(json);
                json.writeStringField("event", event(decision));
                json.writeStringField(
                        "outcome", decision.text("event").isEmpty() ? decision.text("verdict") : "declared");
                json.writeStringField("severity", severity(decision));
                json.writeNumberField("seq", line.seq());
                text("case", decision.text("case"), json);
                text("repository", decision.text("repository"), json);
                text("person", decision.text("pusher", "person"), json);
                text("account", decision.text("pusher", "account") + decision.text("account"), json);
                codes(decision, json);
                json.writeStringField("hash", line.hash());
                json.writeFieldName("record");
                json.writeRawValue(decision.json());
                json.writeEndObject();
            }
            out.println();
        }

        @Override
        public void fault(LogFault fault) throws IOException {
            write("log-broken", "critical", fault);
            err.println("refwarden: the log is broken: " + fault);
        }

        private void write(String event, String severity, LogFault fault) throws IOException {
            try (JsonGenerator json = JSON.createGenerator(out)) {
                json.writeStartObject();
                begin(json);
                json.writeStringField("event", event);
                json.writeStringField("severity", severity);
                json.writeNumberField("seq", fault.seq());
                json.writeStringField("problem", fault.problem());
                json.writeEndObject();
            }
            out.println();
        }

        private void begin(JsonGenerator json) throws IOException {
            json.writeStringField("product", "refwarden");
            if (server.isPresent()) {
                json.writeStringField("server", server.get());
            }
        }

        private static void codes(LoggedDecision decision, JsonGenerator json) throws IOException {
            TreeSet<String> codes = new TreeSet<>();
            decision.objects("codes").forEach(finding -> codes.add(LoggedDecision.text(finding, "code")));
            if (!codes.isEmpty()) {
                json.writeArrayFieldStart("codes");
                for (String code : codes) {
                    json.writeString(code);
                }
                json.writeEndArray();
            }
        }

        private static String event(LoggedDecision decision) {
            if (decision.text("verdict").equals("noted")) {
                return "seen";
            }
            if (decision.isDrill()) {
                return "drill";
            }
            return decision.text("event").isEmpty() ? "push" : decision.text("event");
        }

        private static String severity(LoggedDecision decision) {
            boolean alarmed = decision.fields().get("alarms") instanceof List<?> alarms && !alarms.isEmpty();
            if (alarmed) {
                return "alert";
            }
            if (decision.isDrill()) {
                return "info";
            }
            return switch (decision.text("verdict")) {
                case "accepted", "noted" -> "info";
                case "refused" -> "warning";
                default -> "notice";
            };
        }

        private static void text(String name, String text, JsonGenerator json) throws IOException {
            if (!text.isEmpty()) {
                json.writeStringField(name, text);
            }
        }
    }
}
