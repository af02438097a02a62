package dev.refwarden.review;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.store.GitRepository;
import dev.refwarden.git.store.RefState;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.read.Configuration;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The refs of a repository that moved without a word in the log, of those that a rule protects. */
public final class UnloggedRefs {
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Configuration configuration;
    private final String repository;
    private final Optional<RefName> only;

    /**
     * @param repository its name
     * @param only the one ref that is asked about; absent for all
     */
    public UnloggedRefs(Configuration configuration, String repository, Optional<RefName> only) {
        this.configuration = configuration;
        this.repository = repository;
        this.only = only;
    }

    /**
     * Compares, and where something differs that was pushed just now, once more a moment later: a push is logged
     * before git stores it.
     */
    public UnloggedChanges.Result find(Ledger ledger, GitRepository git, Instant now) throws IOException {
        UnloggedChanges.Result once = compare(ledger, git);
        if (once.changes().isEmpty()) {
            return once;
        }
        if (once.changes().stream().anyMatch(change -> isFresh(change, now))) {
            pause();
        }
        UnloggedChanges.Result again = compare(ledger, git);
        return new UnloggedChanges.Result(
                again.compared(),
                again.changes().stream().filter(once.changes()::contains).toList());
    }

    private static boolean isFresh(UnloggedChange change, Instant now) {
        return change.last()
                .filter(word -> word.time().plus(FRESH).isAfter(now))
                .isPresent();
    }

    private static void pause() throws InterruptedIOException {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a push was given time to be stored");
        }
    }

    /** The refs are read before the log, so that whatever moved them in between is known. */
    private UnloggedChanges.Result compare(Ledger ledger, GitRepository git) throws IOException {
        Map<RefName, ObjectId> tips = new HashMap<>();
        for (RefState ref : git.refs()) {
            ref.tip().ifPresent(tip -> tips.put(ref.name(), tip));
        }
        WatchedRefs refs = new WatchedRefs(tips, git.aliases(), this::isProtected);
        return UnloggedChanges.of(ledger, repository, refs);
    }

    /** Whether a rule matches it. */
    private boolean isProtected(RefName ref) {
        if (only.isPresent() && !only.get().equals(ref)) {
            return false;
        }
        boolean internal = ref.isUnder("refs/refwarden/")
                || configuration
                        .server()
                        .internalRefs()
                        .filter(names -> names.contain(ref.value()))
                        .isPresent();
        return !internal && isMatched(ref);
    }

    private boolean isMatched(RefName ref) {
        for (RepositoryEntry entry : configuration.policy().entriesFor(repository)) {
            if (entry.rules().stream().anyMatch(rule -> rule.refs().contain(ref.value()))) {
                return true;
            }
        }
        return false;
    }
}
