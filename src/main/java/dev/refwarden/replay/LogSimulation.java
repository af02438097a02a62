package dev.refwarden.replay;

import dev.refwarden.decision.Verdict;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.store.GitEnvironment;
import dev.refwarden.git.store.GitRepository;
import dev.refwarden.git.store.UnsupportedRepository;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.review.RepositoryFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges every push that the log tells of once more, in its order. */
public final class LogSimulation implements AutoCloseable {
    private final Configuration current;
    private final Optional<Configuration> candidate;
    private final Ledger ledger;
    private final Instant since;
    private final Map<String, Optional<GitRepository>> repositories = new HashMap<>();
    private final Map<String, Map<String, ObjectId>> settled = new HashMap<>();
    private final List<SimulatedPush> judged = new ArrayList<>();
    private int gone;

    public LogSimulation(Configuration current, Optional<Configuration> candidate, Ledger ledger, Instant since) {
        this.current = current;
        this.candidate = candidate;
        this.ledger = ledger;
        this.since = since;
    }

    public void run() throws IOException {
        try {
            LoggedDecision.readAll(ledger, this::take);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    public List<SimulatedPush> judged() {
        return judged;
    }

    /** How many pushes could not be judged, since their objects are gone. */
    public int gone() {
        return gone;
    }

    @Override
    public void close() {
        repositories.values().forEach(repository -> repository.ifPresent(GitRepository::close));
    }

    private void take(LoggedDecision decision) {
        try {
            if (decision.text("event").equals("baseline")) {
                decision.objects("refs").forEach(ref -> settle(decision, ref, "commit"));
                return;
            }
            boolean push = decision.isAccepted() || (decision.isRefused() && !decision.isDrill());
            if (push
                    && !decision.objects("updates").isEmpty()
                    && !decision.time().isBefore(since)) {
                judge(decision);
            }
            if (decision.isAccepted()) {
                decision.objects("updates").forEach(update -> settle(decision, update, "new"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void settle(LoggedDecision decision, Map<String, Object> ref, String field) {
        String id = LoggedDecision.text(ref, field);
        if (ObjectId.isHex(id) && !ObjectId.fromHex(id).isNull()) {
            settled.computeIfAbsent(decision.text("repository"), name -> new HashMap<>())
                    .put(LoggedDecision.text(ref, "ref"), ObjectId.fromHex(id));
        }
    }

    private void judge(LoggedDecision decision) throws IOException {
        Optional<GitRepository> repository = repository(decision.text("repository"));
        Optional<Verdict> before = Optional.empty();
        Optional<Verdict> after = Optional.empty();
        if (repository.isPresent()) {
            List<ObjectId> tips = List.copyOf(
                    settled.getOrDefault(decision.text("repository"), Map.of()).values());
            before = new Replay(current, ledger).judge(decision, repository.get(), tips, decision.time());
            after = candidate.isEmpty()
                    ? before
                    : new Replay(candidate.get(), ledger).judge(decision, repository.get(), tips, decision.time());
        }
        if (before.isEmpty() || after.isEmpty()) {
            gone++;
            return;
        }
        boolean passed = candidate.isEmpty() ? decision.isAccepted() : !(before.get() instanceof Verdict.Refused);
        judged.add(new SimulatedPush(decision, passed, after.get()));
    }

    private Optional<GitRepository> repository(String name) throws IOException {
        Optional<GitRepository> known = repositories.get(name);
        if (known == null) {
            Optional<Path> folder = RepositoryFolders.find(current.server(), name);
            known = folder.isEmpty() ? Optional.empty() : open(folder.get());
            repositories.put(name, known);
        }
        return known;
    }

    private static Optional<GitRepository> open(Path folder) throws IOException {
        try {
            return Optional.of(GitRepository.open(GitEnvironment.at(folder)));
        } catch (UnsupportedRepository e) {
            return Optional.empty();
        }
    }
}
