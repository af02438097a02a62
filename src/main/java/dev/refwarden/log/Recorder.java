package dev.refwarden.log;

import dev.refwarden.decision.Verdict;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Has a push decided and writes the decision down, both while no other hook can. */
public final class Recorder {
    private final DecisionLog log;
    private final Journal journal;
    private final StateFolder state;
    private final Optional<RepositoryRecord> record;
    private final Optional<KeySightings> sightings;
    private final Instant now;
    private final Optional<String> address;
    private final LongSupplier millis;

    /** Decides, knowing which statements were used by all pushes before. */
    @FunctionalInterface
    public interface Deciding {
        Decided decide(Journal journal) throws IOException;
    }

    /** A decision and where it stands in the log. */
    public record Recorded(Decided decided, DecisionLog.Appended appended) {}

    /**
     * @param record absent where it is not known which repository is meant
     * @param sightings absent where no key was looked at
     * @param address from where the push came, as the server says
     * @param millis how long the hook has run
     */
    public Recorder(
            StateFolder state,
            Optional<RepositoryRecord> record,
            Optional<KeySightings> sightings,
            Instant now,
            Optional<String> address,
            LongSupplier millis) {
        this.state = state;
        this.sightings = sightings;
        this.log = new DecisionLog(state);
        this.journal = new Journal(state);
        this.record = record;
        this.now = now;
        this.address = address;
        this.millis = millis;
    }

    /**
     * Decides and records.
     *
     * @throws IOException if the decision is not on disk then; it must not be acted upon
     */
    public Recorded record(Deciding deciding) throws IOException {
        Entry entry = new Entry(deciding);
        DecisionLog.Appended appended = log.append(now, entry);
        return new Recorded(entry.decided(), appended);
    }

    /** The line to be, decided when it is asked for. */
    private final class Entry implements DecisionLog.Entry {
        private final Deciding deciding;
        private Optional<Decided> decided = Optional.empty();

        Entry(Deciding deciding) {
            this.deciding = deciding;
        }

        Decided decided() {
            return decided.orElseThrow();
        }

        @Override
        public LogLine line() throws IOException {
            if (!journal.isThere()) {
                journal.rebuild();
            }
            decided = Optional.of(deciding.decide(journal));
            List<LandedTip> landed = record.map(RepositoryRecord::landed).orElse(List.of());
            return CappedLine.of(
                    new DecisionLine(decided(), landed, met(), address, millis.getAsLong(), Integer.MAX_VALUE));
        }

        /** A refusal remembers no keys: nobody may fill its line, and their time begins with the next acceptance. */
        private Optional<KeySightings> met() {
            return decided().verdict() instanceof Verdict.Refused ? Optional.empty() : sightings;
        }

        @Override
        public void prepare(DecisionLog.Position position) throws IOException {
            journal.add(decided().uses(), now, position);
            if (met().isPresent()) {
                met().get().store(state);
            }
            if (record.isPresent()) {
                record.get().prepare(position, decided().accepted());
            }
        }
    }
}
