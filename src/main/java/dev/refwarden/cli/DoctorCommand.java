package dev.refwarden.cli;

import dev.refwarden.doctor.Checked;
import dev.refwarden.doctor.Doctor;
import dev.refwarden.doctor.Metrics;
import dev.refwarden.doctor.Survey;
import dev.refwarden.git.store.UnsupportedRepository;
import dev.refwarden.hook.gate.JudgedCount;
import dev.refwarden.ledger.LogCheck;
import dev.refwarden.ledger.LogFigures;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code refwarden doctor}: is it installed, enabled and able to refuse? */
@Command(
        name = "doctor",
        description = {
            "Check that Refwarden is installed, switched on and able to refuse.",
            "Makes a real push that must be refused in any mode: to each --repo, and below --all to one repository of",
            "each kind of hook."
        })
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Places places = new Places();

    @Option(names = "--repo", paramLabel = "DIR", description = "a repository to look at; may be given again")
    private List<Path> repositories = new ArrayList<>();

    @Option(names = "--all", paramLabel = "DIR", description = "every repository below this folder; may be given again")
    private List<Path> all = new ArrayList<>();

    @Option(names = "--push-to-each", description = "with --all: make the push to each repository, however many")
    private boolean each;

    @Option(names = "--list", description = "with --all: list the guarded ones as well, however many")
    private boolean list;

    @Option(
            names = "--hooks",
            paramLabel = "DIR",
            description = "hooks that the server runs in every repository, such as GitLab's pre-receive.d")
    private @Nullable Path everywhere;

    @Option(names = "--json", description = "as JSON: what each check showed")
    private boolean json;

    @Option(
            names = "--metrics",
            paramLabel = "FILE",
            description = "figures for Prometheus, written at once or not at all; - prints them instead of the rest")
    private @Nullable Path metrics;

    @Override
    public Integer call() throws IOException {
        Instant now = Instant.now();
        if (Files.isDirectory(places.state()) && !Files.isReadable(places.state())) {
            LogCheck.length(places.ledger());
        }
        String version = spec.root().version()[0];
        Doctor doctor = new Doctor(places.config(), places.state(), version, Optional.ofNullable(everywhere), now);
        for (Path repository : repositories) {
            doctor.look(repository);
            doctor.add(held(repository));
        }
        Survey.Pushes pushes = each ? Survey.Pushes.EACH : Survey.Pushes.KINDS;
        Optional<Survey> survey = all.isEmpty() ? Optional.empty() : Optional.of(doctor.survey(all, pushes));
        DoctorReport report = new DoctorReport(doctor.found(), survey);
        PrintWriter out = spec.commandLine().getOut();
        if (metrics != null) {
            String text = Metrics.of(
                    LogFigures.of(places.ledger()), JudgedCount.of(places.state()), report.checks(), survey, now);
            if (metrics.toString().equals("-")) {
                out.print(text);
            } else {
                replace(metrics, text);
            }
        }
        if (metrics == null || !metrics.toString().equals("-")) {
            report.print(out, json, list);
        }
        out.flush();
        // Whatever else was found: without a log no one knows what was decided.
        LogCheck.length(places.ledger());
        return report.count(Checked.Level.FAIL) == 0 ? ExitStatus.FINE : ExitStatus.FOUND;
    }

    /** What the rules will refuse that is on the server now; other checks say why where that cannot be known. */
    private List<Checked> held(Path repository) {
        try {
            return HeldReport.of(places.ledger(), Configuration.load(places.config()), repository)
                    .checks(repository.toString());
        } catch (IOException | UncheckedIOException | PolicyProblems | UnsupportedRepository e) {
            return List.of();
        }
    }

    /** A collector never reads half of it. */
    private static void replace(Path file, String text) throws IOException {
        Path opened = NamedFile.opened(file);
        if (!opened.equals(file)) {
            Files.writeString(opened, text, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
            return;
        }
        Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
        Files.writeString(fresh, text, StandardCharsets.UTF_8);
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
