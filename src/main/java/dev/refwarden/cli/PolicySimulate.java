package dev.refwarden.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.decision.Finding;
import dev.refwarden.git.ObjectId;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.replay.JudgedHistory;
import dev.refwarden.replay.LogSimulation;
import dev.refwarden.replay.SimulatedPush;
import dev.refwarden.report.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code refwarden policy simulate}: what a policy would have done with the pushes of the past. */
@Command(
        name = "simulate",
        description = {
            "Show what would have become of the pushes in the log, and which differ from what did.",
            "With --candidate, how they differ from the policy in force. Nothing is changed."
        })
final class PolicySimulate implements Callable<Integer> {
    private static final int MOST = 20;

    @Option(names = "--candidate", paramLabel = "DIR", description = "another configuration, to see what it changes")
    private @Nullable Path candidate;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "only pushes from this time on, such as 2026-11-23 or 7d")
    private @Nullable Instant since;

    @Option(
            names = "--history",
            paramLabel = "GITDIR",
            description = "the commits of this repository instead; needs --ref")
    private @Nullable Path history;

    @Option(names = "--ref", paramLabel = "REF", description = "with --history: whose rules are asked")
    private String ref = "";

    @Option(names = "--range", paramLabel = "A..B", description = "with --history: which commits")
    private String range = "";

    @Option(names = "--json", description = "as JSON")
    private boolean asJson;

    @Mixin
    private Places places = new Places();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Configuration current = Configuration.load(places.config());
        Optional<Configuration> other =
                candidate == null ? Optional.empty() : Optional.of(Configuration.load(NamedFile.opened(candidate)));
        Ledger ledger = places.ledger();
        if (history != null) {
            return history(current, other, ledger, history.toRealPath());
        }
        try (LogSimulation simulation =
                new LogSimulation(current, other, ledger, since == null ? Instant.MIN : since)) {
            simulation.run();
            if (asJson) {
                write(simulation);
            } else {
                print(simulation);
            }
        }
        return ExitStatus.FINE;
    }

    private void print(LogSimulation simulation) {
        PrintWriter out = spec.commandLine().getOut();
        List<SimulatedPush> refused = newlyRefused(simulation);
        List<SimulatedPush> accepted = newlyAccepted(simulation);
        print("newly refused", refused, out);
        print("newly accepted", accepted, out);
        out.println(simulation.judged().size() + " pushes judged, " + refused.size() + " newly refused, "
                + accepted.size() + " newly accepted"
                + (simulation.gone() == 0
                        ? ""
                        : "; " + simulation.gone() + " not judged, since their objects are not in a repository here"));
    }

    private static void print(String title, List<SimulatedPush> pushes, PrintWriter out) {
        if (pushes.isEmpty()) {
            return;
        }
        out.println(title + ":");
        for (SimulatedPush push : pushes.subList(0, Math.min(MOST, pushes.size()))) {
            String codes = push.codes().isEmpty() ? "" : " [" + String.join("] [", push.codes()) + "]";
            out.println("  " + push.decision().text("time") + "  "
                    + Printable.of(push.decision().text("repository"), 100) + "  "
                    + Printable.of(String.join(", ", push.refs()), 200) + "  by " + Printable.of(push.person(), 100)
                    + codes);
        }
        if (pushes.size() > MOST) {
            out.println("  and " + (pushes.size() - MOST) + " more");
        }
        counts(pushes, SimulatedPush::rules)
                .forEach((rule, count) -> out.println("  " + count + "  by rule \"" + rule + "\""));
        counts(pushes, push -> Set.of(push.person()))
                .forEach((person, count) -> out.println("  " + count + "  of " + Printable.of(person, 100)));
    }

    private void write(LogSimulation simulation) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (JsonGenerator json = Json.to(out, "simulation")) {
            json.writeNumberField("judged", simulation.judged().size());
            json.writeNumberField("gone", simulation.gone());
            write("newlyRefused", newlyRefused(simulation), json);
            write("newlyAccepted", newlyAccepted(simulation), json);
        }
        out.println();
    }

    private static void write(String name, List<SimulatedPush> pushes, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (SimulatedPush push : pushes) {
            json.writeStartObject();
            json.writeNumberField(
                    "seq",
                    Long.parseLong(String.valueOf(push.decision().fields().get("seq"))));
            json.writeStringField("time", push.decision().text("time"));
            json.writeStringField("repository", push.decision().text("repository"));
            json.writeStringField("person", push.person());
            write("refs", push.refs(), json);
            write("rules", push.rules(), json);
            write("codes", push.codes(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(String name, Set<String> words, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (String word : words) {
            json.writeString(word);
        }
        json.writeEndArray();
    }

    /** The commits of a repository under both. */
    private int history(Configuration current, Optional<Configuration> other, Ledger ledger, Path gitDir)
            throws Exception {
        if (ref.isEmpty() || other.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--history takes --candidate and --ref");
        }
        FullRef.require(spec.commandLine(), ref);
        JudgedHistory.Question question =
                new JudgedHistory.Question(gitDir, ref, range, JudgedHistory.At.FIRST_ACCEPTED, Optional.empty());
        JudgedHistory before = JudgedHistory.of(current, ledger, question);
        JudgedHistory after = JudgedHistory.of(other.get(), ledger, question);
        PrintWriter out = spec.commandLine().getOut();
        Set<ObjectId> were = objects(before);
        Set<ObjectId> are = objects(after);
        if (asJson) {
            write(after, were, are, out);
            return ExitStatus.FINE;
        }
        int shown = 0;
        for (Finding finding : after.findings()) {
            boolean fresh = finding.object().filter(id -> !were.contains(id)).isPresent();
            if (fresh && shown++ < MOST) {
                out.println("newly refused: " + finding.object().get().abbreviated() + " "
                        + Printable.of(finding.detail(), 200) + " ["
                        + finding.code().word() + "]");
            }
        }
        long refused = are.stream().filter(id -> !were.contains(id)).count();
        long accepted = were.stream().filter(id -> !are.contains(id)).count();
        out.println(after.commits().size() + " commits judged, " + refused + " newly refused, " + accepted
                + " newly accepted");
        return ExitStatus.FINE;
    }

    private static void write(JudgedHistory after, Set<ObjectId> were, Set<ObjectId> are, PrintWriter out)
            throws IOException {
        try (JsonGenerator json = Json.to(out, "simulated-history")) {
            json.writeNumberField("judged", after.commits().size());
            json.writeArrayFieldStart("newlyRefused");
            for (Finding finding : after.findings()) {
                if (finding.object().filter(id -> !were.contains(id)).isPresent()) {
                    json.writeStartObject();
                    json.writeStringField("commit", finding.object().get().hex());
                    json.writeStringField("code", finding.code().word());
                    json.writeStringField("rule", finding.rule().orElse(""));
                    json.writeStringField("detail", finding.detail());
                    json.writeEndObject();
                }
            }
            json.writeEndArray();
            json.writeArrayFieldStart("newlyAccepted");
            for (ObjectId id : were) {
                if (!are.contains(id)) {
                    json.writeString(id.hex());
                }
            }
            json.writeEndArray();
        }
        out.println();
    }

    private static Set<ObjectId> objects(JudgedHistory judged) {
        Set<ObjectId> objects = new LinkedHashSet<>();
        judged.findings().forEach(finding -> finding.object().ifPresent(objects::add));
        return objects;
    }

    private static List<SimulatedPush> newlyRefused(LogSimulation simulation) {
        return filtered(simulation, true);
    }

    private static List<SimulatedPush> newlyAccepted(LogSimulation simulation) {
        return filtered(simulation, false);
    }

    private static List<SimulatedPush> filtered(LogSimulation simulation, boolean passed) {
        List<SimulatedPush> pushes = new ArrayList<>();
        for (SimulatedPush push : simulation.judged()) {
            if (push.passed() == passed && push.passes() != passed) {
                pushes.add(push);
            }
        }
        return pushes;
    }

    private static Map<String, Integer> counts(List<SimulatedPush> pushes, Function<SimulatedPush, Set<String>> by) {
        Map<String, Integer> counts = new TreeMap<>();
        pushes.forEach(push -> by.apply(push).forEach(word -> counts.merge(word, 1, Integer::sum)));
        return counts;
    }
}
