package dev.refwarden.cli;

import dev.refwarden.decision.Finding;
import dev.refwarden.doctor.Checked;
import dev.refwarden.evidence.Deadline;
import dev.refwarden.evidence.DeadlinePassed;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.store.GitEnvironment;
import dev.refwarden.git.store.GitRepository;
import dev.refwarden.git.store.RefState;
import dev.refwarden.git.store.UnsupportedRepository;
import dev.refwarden.git.store.VerifiedObjects;
import dev.refwarden.hook.ServerEnvironment;
import dev.refwarden.ledger.DecisionKind;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.RepositoryFolders;
import dev.refwarden.ledger.RepositoryRecord;
import dev.refwarden.policy.Server;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.replay.HeldFindings;
import dev.refwarden.replay.HeldJudge;
import dev.refwarden.report.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How much a repository holds already that its rules refuse to build upon, and the command that settles it.
 *
 * @param findings absent where they were not made in time
 * @param observed of the commits that they are about, those that landed while rules only observed
 */
record HeldReport(Path folder, Optional<HeldFindings> findings, Set<ObjectId> observed) {
    private static final int MOST_COMMITS = 10_000;
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final Duration ALTOGETHER = Duration.ofSeconds(60);
    private static final int MOST = 5;

    HeldReport {
        observed = Set.copyOf(observed);
    }

    /** Prints {@link #ofAll}, or why that cannot be known. */
    static void print(Ledger ledger, Configuration configuration, PrintWriter out) {
        try {
            ofAll(ledger, configuration).forEach(out::println);
        } catch (IOException e) {
            out.println("what is on the server already was not looked at: " + e.getMessage());
        }
    }

    /**
     * Says of every repository that the ledger knows what its rules will refuse that is there already; for no longer than a
     * minute.
     */
    static List<String> ofAll(Ledger ledger, Configuration configuration) throws IOException {
        long end = System.nanoTime() + ALTOGETHER.toNanos();
        List<String> lines = new ArrayList<>();
        int left = 0;
        for (Map.Entry<Path, String> place : RepositoryFolders.all(ledger).entrySet()) {
            if (!Files.exists(place.getKey().resolve("HEAD"))) {
                continue;
            }
            if (System.nanoTime() > end) {
                left++;
                continue;
            }
            try {
                lines.addAll(of(ledger, configuration, place.getKey(), Optional.of(place.getValue()))
                        .lines());
            } catch (IOException | UncheckedIOException | UnsupportedRepository e) {
                lines.add(place.getKey() + ": not looked at: " + e.getMessage());
            }
        }
        if (left > 0) {
            lines.add(
                    left + (left == 1 ? " repository was" : " repositories were") + " not looked at: refwarden doctor");
        }
        return lines;
    }

    /** Looks at every ref, at no more than 10,000 new commits and for no longer than 20 seconds. */
    static HeldReport of(Ledger ledger, Configuration configuration, Path gitDir)
            throws IOException, UnsupportedRepository {
        // Where variables of a push name the repository, only the log knows its name now.
        Optional<String> known = configuration.server().repositoryEnvironment().isEmpty()
                ? Optional.empty()
                : RepositoryFolders.nameOf(ledger, gitDir.toRealPath());
        return of(ledger, configuration, gitDir, known);
    }

    private static HeldReport of(Ledger ledger, Configuration configuration, Path gitDir, Optional<String> known)
            throws IOException, UnsupportedRepository {
        Server server = configuration.server();
        Path folder = gitDir.toRealPath();
        Deadline deadline = Deadline.after(LONGEST, System.nanoTime());
        try (GitRepository repository = GitRepository.open(GitEnvironment.at(folder));
                VerifiedObjects objects = repository.objects(server.limits().objectSize())) {
            String name = known.isPresent()
                    ? known.get()
                    : new ServerEnvironment(server, System.getenv()).repositoryName(repository.directory());
            Map<RefName, ObjectId> tips = new TreeMap<>();
            for (RefState ref : repository.refs()) {
                ref.tip().ifPresent(tip -> tips.put(ref.name(), tip));
            }
            HeldFindings findings = new HeldJudge(ledger, configuration, repository, objects, name)
                    .judgeQuickly(tips, MOST_COMMITS, deadline);
            Set<ObjectId> observed = RepositoryRecord.open(ledger, name, List.of(), ref -> Optional.empty())
                    .letThrough(objects(findings.all()), DecisionKind.OBSERVED);
            return new HeldReport(folder, Optional.of(findings), observed);
        } catch (DeadlinePassed e) {
            return new HeldReport(folder, Optional.empty(), Set.of());
        }
    }

    private static Set<ObjectId> objects(List<Finding> findings) {
        return findings.stream().flatMap(finding -> finding.object().stream()).collect(Collectors.toSet());
    }

    /** For the doctor: a warning where pushes are refused for it now; nothing where all is settled. */
    List<Checked> checks(String subject) {
        if (findings.isEmpty()) {
            return List.of(Checked.warn(
                    subject,
                    "how much is there already that rules refuse was not counted in " + LONGEST.toSeconds() + " s",
                    "refwarden verify " + Shell.quoted(folder) + " REF"));
        }
        List<Checked> checks = new ArrayList<>();
        for (Part part : parts(findings.get().refusing())) {
            checks.add(Checked.warn(
                    subject, part.words() + "; whoever builds upon that is refused", part.command(folder)));
        }
        for (Part part : parts(findings.get().observed())) {
            checks.add(Checked.ok(
                    subject, part.words() + "; before rules refuse that only observe now: " + part.command(folder)));
        }
        return checks;
    }

    /** For whoever changes rules: what will be refused; nothing where all is settled. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (findings.isEmpty()) {
            lines.add(folder + ": not counted in " + LONGEST.toSeconds() + " s");
            return lines;
        }
        for (Part part : parts(findings.get().refusing())) {
            lines.add(folder + ": " + part.words() + "; whoever builds upon that will be refused, until:");
            lines.add("  " + part.command(folder));
        }
        return lines;
    }

    private List<Part> parts(List<Finding> all) {
        Set<ObjectId> forged = objects(HeldFindings.forged(all));
        Map<Kind, List<Finding>> kinds = new EnumMap<>(Kind.class);
        for (Finding finding : all) {
            Kind kind = finding.object().filter(forged::contains).isPresent()
                    ? Kind.FORGED
                    : finding.object().filter(observed::contains).isPresent() ? Kind.OBSERVED : Kind.AROUND;
            kinds.computeIfAbsent(kind, none -> new ArrayList<>()).add(finding);
        }
        String least = findings.isPresent() && findings.get().more() ? "at least " : "";
        List<Part> parts = new ArrayList<>();
        kinds.forEach((kind, some) -> parts.add(new Part(kind, some, least)));
        return parts;
    }

    /** What findings have in common that one command settles. */
    private enum Kind {
        OBSERVED("landed while rules observed"),
        AROUND("came around the hook, or before a rule looked at what it brought"),
        FORGED("must be looked at one by one");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    private record Part(Kind kind, List<Finding> findings, String least) {
        String words() {
            long commits = HeldFindings.commits(findings);
            int refs = HeldFindings.refs(findings).size();
            return least + commits + (commits == 1 ? " commit on " : " commits on ") + refs
                    + (refs == 1 ? " ref " : " refs ") + kind.words + " (" + HeldFindings.counts(findings) + ")";
        }

        String command(Path folder) {
            StringBuilder command = new StringBuilder("refwarden baseline ").append(Shell.quoted(folder));
            if (kind == Kind.OBSERVED) {
                command.append(" --observed");
            } else if (kind == Kind.FORGED) {
                objects(findings).stream()
                        .sorted()
                        .limit(MOST)
                        .forEach(commit -> command.append(" --commit ").append(commit));
            } else {
                HeldFindings.refs(findings).stream()
                        .limit(MOST)
                        .forEach(ref -> command.append(" --ref ").append(Printable.shellWord(ref.value())));
            }
            return command.append(" --reason TEXT").toString();
        }
    }
}
