package dev.refwarden.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Decides a push and appends the decision, both in one transaction. */
public final class Recorder {
    private final Ledger ledger;
    private final Circumstances circumstances;
    private final Instant now;
    private final LongSupplier millis;

    /** Decides, knowing which statements were used by all pushes before. */
    @FunctionalInterface
    public interface Deciding {
        Decided decide(LedgerView view) throws IOException;
    }

    /**
     * A decision and where it is in the log.
     *
     * @param drill whether the push was only made to show that it is refused
     */
    public record Recorded(Decided decided, Appended appended, String said, boolean drill) {}

    /**
     * What a push saw besides what it is about.
     *
     * @param record absent where it is not known which repository is meant
     * @param sightings absent where no key was looked at
     * @param folder where the repository is; absent where that is not to be remembered
     */
    public record Seen(
            String repository,
            Optional<RepositoryRecord> record,
            Optional<KeySightings> sightings,
            Optional<Path> folder) {
        /** The same, with the record as it is known by now. */
        public Seen with(RepositoryRecord known) {
            return new Seen(repository, Optional.of(known), sightings, folder);
        }

        /** Nothing besides. */
        public static Seen nothing(String repository) {
            return new Seen(repository, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /** @param millis how long the push has taken so far */
    public Recorder(Ledger ledger, Circumstances circumstances, Instant now, LongSupplier millis) {
        this.ledger = ledger;
        this.circumstances = circumstances;
        this.now = now;
        this.millis = millis;
    }

    /**
     * Decides and records.
     *
     * <p>Where another repository's push used up what this decision rests on, it is made once more.
     *
     * @param patience how long others may be waited for
     * @throws AlreadyDecided if the log holds a decision of the push's nonce
     * @throws IOException if the decision is not durable then; it must not be acted upon
     */
    public Recorded record(Seen seen, Duration patience, Deciding deciding) throws IOException {
        String node = ledger.node();
        return ledger.decide(seen.repository(), patience, transaction -> {
            if (circumstances.nonce().isPresent()
                    && transaction
                            .session()
                            .isThere(
                                    "SELECT 1 FROM answers WHERE nonce = ?",
                                    circumstances.nonce().get())) {
                throw new AlreadyDecided();
            }
            Decided decided = deciding.decide(LedgerView.within(transaction, seen.repository()));
            Noted noted = Noted.of(
                    transaction,
                    seen.repository(),
                    seen.record(),
                    seen.sightings(),
                    seen.folder().map(folder -> new Noted.Place(node, folder)));
            if (!noted.isEmpty()) {
                transaction.append(now, noted);
            }
            boolean drill = Drill.isAnnounced(transaction.session(), decided, now);
            Appended appended =
                    transaction.append(now, DecisionLine.of(decided, circumstances, millis.getAsLong(), drill));
            String said = circumstances.words().of(decided, appended.caseId());
            return new Recorded(decided, appended, said, drill);
        });
    }
}
