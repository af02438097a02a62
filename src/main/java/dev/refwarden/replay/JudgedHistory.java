package dev.refwarden.replay;

import dev.refwarden.decision.CommitFacts;
import dev.refwarden.decision.Finding;
import dev.refwarden.evidence.Deadline;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.git.store.GitEnvironment;
import dev.refwarden.git.store.GitRepository;
import dev.refwarden.git.store.UnsupportedRepository;
import dev.refwarden.git.store.VerifiedObjects;
import dev.refwarden.hook.ServerEnvironment;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.policy.Server;
import dev.refwarden.policy.read.Configuration;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the rules for a ref say of a range of commits.
 *
 * @param repository its name
 * @param commits that were judged
 * @param rules how many rules judged them
 * @param millis how long it took
 */
public record JudgedHistory(
        String repository, List<Finding> findings, List<CommitFacts> commits, int rules, long millis) {
    private static final Duration LONGEST = Duration.ofHours(24);

    /** At what time the end of a key's life is judged. */
    public enum At {
        /** When the commit was first accepted here, where that is known; now for others. */
        FIRST_ACCEPTED,
        NOW,
        /** When the committer says that the commit was made, which anybody can write. */
        COMMITTER_TIME
    }

    /**
     * What is asked.
     *
     * @param range {@code A..B}, or empty for all that the ref holds
     * @param watcher where a person wants to see how far it has come
     */
    public record Question(Path gitDir, String ref, String range, At at, Optional<PrintWriter> watcher) {}

    /** @param ledger where the time of a first acceptance is looked up */
    public static JudgedHistory of(Configuration configuration, Ledger ledger, Question question)
            throws IOException, UnsupportedRepository {
        long start = System.nanoTime();
        Server server = configuration.server();
        try (GitRepository repository = GitRepository.open(GitEnvironment.at(question.gitDir));
                VerifiedObjects objects = repository.objects(server.limits().objectSize())) {
            String name = new ServerEnvironment(server, System.getenv()).repositoryName(repository.directory());
            RefUpdate update = update(repository, new RefName(question.ref), question.range);
            JudgedHistory judged = new HistoryJudge(ledger, configuration, repository, objects, name, update)
                    .judge(question, Deadline.after(LONGEST, start));
            long millis = (System.nanoTime() - start) / 1_000_000;
            return new JudgedHistory(name, judged.findings, judged.commits, judged.rules, millis);
        }
    }

    /** The range as if it were pushed to the ref. */
    private static RefUpdate update(GitRepository repository, RefName ref, String range) throws IOException {
        if (range.isEmpty()) {
            ObjectId tip = resolve(repository, ref.value());
            return new RefUpdate(tip.format().nullId(), tip, ref);
        }
        int dots = range.indexOf("..");
        if (dots < 0) {
            throw new IllegalArgumentException("--range takes A..B");
        }
        String from = range.substring(0, dots);
        ObjectId after = resolve(repository, range.substring(dots + 2));
        ObjectId before = from.isEmpty() ? after.format().nullId() : resolve(repository, from);
        return new RefUpdate(before, after, ref);
    }

    private static ObjectId resolve(GitRepository repository, String revision) throws IOException {
        return repository
                .resolve(revision)
                .orElseThrow(() -> new IllegalArgumentException("there is no commit or ref " + revision));
    }
}
