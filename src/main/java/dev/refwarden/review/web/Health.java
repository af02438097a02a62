package dev.refwarden.review.web;

import dev.refwarden.doctor.Checked;
import dev.refwarden.doctor.Doctor;
import dev.refwarden.doctor.Guard;
import dev.refwarden.doctor.GuardState;
import dev.refwarden.doctor.Survey;
import dev.refwarden.git.store.GitEnvironment;
import dev.refwarden.git.store.GitRepository;
import dev.refwarden.git.store.UnsupportedRepository;
import dev.refwarden.ledger.RepositoryFolders;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.review.UnloggedChange;
import dev.refwarden.review.UnloggedRefs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Looks after the installation while pages are shown: what the doctor sees without a push, and refs that moved
 * without a word in the log. Looking takes a while, so pages show what was last seen.
 */
final class Health implements AutoCloseable {
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Site site;
    private final String version;
    private final InstantSource clock;
    private final ExecutorService looking = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "health");
        thread.setDaemon(true);
        return thread;
    });
    private CompletableFuture<HealthPage> next;
    private Instant begun;

    Health(Site site, String version, InstantSource clock) {
        this.site = site;
        this.version = version;
        this.clock = clock;
        this.begun = clock.instant();
        this.next = begin();
    }

    /** What was seen last; waits only where nothing was seen yet. */
    HealthPage latest() {
        CompletableFuture<HealthPage> shown;
        synchronized (this) {
            shown = next;
            if (next.isDone() && clock.instant().isAfter(begun.plus(FRESH))) {
                begun = clock.instant();
                next = begin();
            }
        }
        return shown.join();
    }

    private CompletableFuture<HealthPage> begin() {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return look(clock.instant());
                    } catch (IOException | RuntimeException e) {
                        HealthPage.Check failed =
                                new HealthPage.Check("fail", "", "it could not be looked at: " + e.getMessage(), "");
                        return new HealthPage(clock.instant().toString(), 1, List.of(failed));
                    }
                },
                looking);
    }

    private HealthPage look(Instant now) throws IOException {
        List<HealthPage.Check> checks = new ArrayList<>();
        Doctor doctor = new Doctor(site.config(), site.state().path(), version, Optional.empty(), now);
        Optional<Configuration> configuration = site.configuration();
        Optional<String> root = configuration.flatMap(read -> read.server().root());
        if (root.isPresent()) {
            Survey survey = doctor.survey(List.of(Path.of(root.get())), Survey.Pushes.NONE);
            for (Guard guard : survey.guards()) {
                lookAt(guard, configuration.get(), now, checks);
            }
        }
        doctor.found().forEach(checked -> checks.add(HealthPage.Check.of(checked)));
        checks.sort(Comparator.comparing(
                check -> Checked.Level.valueOf(check.level().toUpperCase(java.util.Locale.ROOT)),
                Comparator.reverseOrder()));
        long failed =
                checks.stream().filter(check -> check.level().equals("fail")).count();
        return new HealthPage(now.truncatedTo(ChronoUnit.SECONDS).toString(), failed, checks);
    }

    private void lookAt(Guard guard, Configuration configuration, Instant now, List<HealthPage.Check> checks)
            throws IOException {
        String path = guard.repository().toString();
        if (guard.state() == GuardState.GUARDED) {
            checks.add(new HealthPage.Check("ok", path, "git runs Refwarden's hook there", ""));
        } else {
            checks.add(new HealthPage.Check("fail", path, guard.state().word() + ": " + guard.text(), guard.remedy()));
        }
        Optional<String> name = RepositoryFolders.nameOf(site.ledger(), guard.repository());
        if (name.isEmpty()) {
            return;
        }
        try (GitRepository git = GitRepository.open(GitEnvironment.at(guard.repository()))) {
            for (UnloggedChange change : new UnloggedRefs(configuration, name.get(), Optional.empty())
                    .find(site.ledger(), git, now)
                    .changes()) {
                checks.add(new HealthPage.Check(
                        change.isAroundTheHook() ? "fail" : "warn",
                        path,
                        change.ref().value() + " " + change.words(),
                        change.isAroundTheHook()
                                ? "find out who wrote it, then refwarden baseline, or put it back"
                                : ""));
            }
        } catch (UnsupportedRepository e) {
            checks.add(new HealthPage.Check("warn", path, e.getMessage() + " is not supported yet", ""));
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
