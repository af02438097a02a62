package dev.refwarden.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.policy.compare.Change;
import dev.refwarden.policy.compare.Comparison;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code refwarden policy diff}: what another configuration makes weaker, and what stronger. */
@Command(
        name = "diff",
        description = "Explain what becomes weaker and what stronger from one configuration to another.")
final class PolicyDiff implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "OLD", description = "a configuration")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "NEW", description = "another")
    private Path after = Path.of("");

    @Option(names = "--strict", description = "weakenings count as something found")
    private boolean strict;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = {
                "the folder of the log: explains as well what NEW will refuse that is on the server already",
                "(default: that of the installation, if there is one; not with --json)"
            })
    private @Nullable Path state;

    @Option(names = "--json", description = "as JSON")
    private boolean asJson;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, PolicyProblems {
        Configuration next = Configuration.load(after);
        List<Change> changes = Comparison.of(Configuration.load(before), next);
        PrintWriter out = spec.commandLine().getOut();
        if (asJson) {
            write(changes, out);
        } else {
            print(changes, out);
            Optional<Path> log = state();
            if (log.isPresent()) {
                LedgerHeld.printCandidate(after, log.get(), out);
            }
        }
        return strict && count(changes, Change.Direction.WEAKER) > 0 ? ExitStatus.FOUND : ExitStatus.FINE;
    }

    private Optional<Path> state() {
        String installed = System.getProperty("refwarden.state", "");
        return Optional.ofNullable(state)
                .or(() -> Optional.of(installed).filter(path -> !path.isEmpty()).map(Path::of))
                .filter(Files::isDirectory);
    }

    /** In words, and counted. */
    static void print(List<Change> changes, PrintWriter out) {
        for (Change.Direction direction : Change.Direction.values()) {
            if (count(changes, direction) > 0) {
                out.println(word(direction) + ":");
            }
            changes.stream()
                    .filter(change -> change.direction() == direction)
                    .forEach(change -> out.println("  " + change.subject() + ": " + change.words()));
        }
        out.println(
                changes.isEmpty()
                        ? "no difference"
                        : count(changes, Change.Direction.WEAKER) + " weaker, "
                                + count(changes, Change.Direction.STRONGER) + " stronger, "
                                + count(changes, Change.Direction.OTHER) + " otherwise different");
    }

    private static void write(List<Change> changes, PrintWriter out) throws IOException {
        try (JsonGenerator json = Json.to(out, "policy-diff")) {
            for (Change.Direction direction : Change.Direction.values()) {
                json.writeArrayFieldStart(direction.name().toLowerCase(Locale.ROOT));
                for (Change change : changes) {
                    if (change.direction() == direction) {
                        json.writeStartObject();
                        json.writeStringField("subject", change.subject());
                        json.writeStringField("words", change.words());
                        json.writeEndObject();
                    }
                }
                json.writeEndArray();
            }
        }
        out.println();
    }

    private static String word(Change.Direction direction) {
        return direction == Change.Direction.OTHER
                ? "otherwise different"
                : direction.name().toLowerCase(Locale.ROOT);
    }

    private static long count(List<Change> changes, Change.Direction direction) {
        return changes.stream()
                .filter(change -> change.direction() == direction)
                .count();
    }
}
