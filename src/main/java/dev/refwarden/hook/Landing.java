package dev.refwarden.hook;

import dev.refwarden.evidence.Deadline;
import dev.refwarden.evidence.DeadlinePassed;
import dev.refwarden.evidence.RestingTags;
import dev.refwarden.evidence.StoredProposals;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.store.GitFailed;
import dev.refwarden.git.store.GitRepository;
import dev.refwarden.git.store.UnsupportedRepository;
import dev.refwarden.git.store.VerifiedObjects;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.LedgerView;
import dev.refwarden.ledger.Ledgers;
import dev.refwarden.ledger.RepositoryFolders;
import dev.refwarden.ledger.RepositoryRecord;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Writes into the ledger what {@code post-receive} tells to have landed, as far as exactly that was accepted. */
public final class Landing {
    /** Longer than the hook waits; what is not done by then, a later hook sees. */
    private static final Duration MOST = Duration.ofSeconds(5);

    private final ConfigurationSource configurations;
    private final Ledgers ledgers;
    private final Instant now;
    private final long startNanos;

    /**
     * @param now the server's clock
     * @param startNanos when the landing was reported, by {@link System#nanoTime}
     */
    public Landing(ConfigurationSource configurations, Ledgers ledgers, Instant now, long startNanos) {
        this.configurations = configurations;
        this.ledgers = ledgers;
        this.now = now;
        this.startNanos = startNanos;
    }

    /**
     * Writes what landed.
     *
     * @param received what git gave to {@code post-receive}
     * @return whether the ledger says by now whatever it can say of it; false where a later hook has to look
     */
    public boolean note(Received received) {
        try (GitRepository repository = received.open()) {
            repository.until(startNanos + MOST.toNanos());
            return note(received, repository, configurations.load());
        } catch (IOException
                | UncheckedIOException
                | UnsupportedRepository
                | MalformedPush
                | PolicyProblems
                | DeadlinePassed
                | GitFailed e) {
            return false;
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private boolean note(Received received, GitRepository repository, Configuration configuration)
            throws IOException, MalformedPush {
        String name = new ServerEnvironment(configuration.server(), received.environment())
                .repositoryName(repository.directory());
        Ledger ledger = ledgers.of(configuration.server());
        Optional<String> known = RepositoryFolders.nameOf(ledger, repository.directory());
        if (!known.equals(Optional.of(name))) {
            return false;
        }
        LandedSpool.Told told = new LandedSpool(ledger.state().path(), now)
                .read(repository.directory(), this::isOver)
                .and(received.updates());
        Deadline deadline = Deadline.after(MOST, startNanos);
        try (VerifiedObjects objects =
                repository.objects(configuration.server().limits().objectSize())) {
            RestingTags tags =
                    new RestingTags(repository, objects, configuration.policy().entriesFor(name), deadline);
            RepositoryRecord.open(ledger, name, told.updates(), told.updates(), ref -> tipOf(repository, ref))
                    .withTags(tag -> tags.isOnBranch(tag.tag()), now)
                    .note(now, Duration.ofNanos(Math.max(1, left())));
        }
        told.forget();
        ledgers.follow(configuration.server());
        removeProposals(repository, configuration.server().name() + "/" + name, LedgerView.of(ledger, name));
        return true;
    }

    /** What has landed, or waited for too long, need not be brought any more; a proposal that stays costs room alone. */
    private void removeProposals(GitRepository repository, String statement, LedgerView view) {
        try {
            StoredProposals.prune(repository, new StoredProposals(repository, statement).all(view), now);
        } catch (IOException e) {
            // The next landing removes it, or an administrator.
            return;
        }
    }

    private long left() {
        return startNanos + MOST.toNanos() - System.nanoTime();
    }

    private boolean isOver() {
        return left() < 0;
    }

    private static Optional<ObjectId> tipOf(GitRepository repository, RefName ref) {
        try {
            return repository.ref(ref).tip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
