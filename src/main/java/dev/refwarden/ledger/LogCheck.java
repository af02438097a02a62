package dev.refwarden.ledger;

import dev.refwarden.ledger.tree.MerkleFrontier;
import dev.refwarden.ledger.tree.TreeHash;
import dev.refwarden.ledger.tree.TreeHead;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Walks the whole log, finds every line that was changed, removed, added or moved, and every table that does not say
 * what follows from the lines.
 */
public final class LogCheck {
    private final ChainCheck chain = new ChainCheck(0);
    private final List<LogFault> faults = new ArrayList<>();
    private Optional<Instant> latest = Optional.empty();
    private MerkleFrontier edge = MerkleFrontier.EMPTY;

    private LogCheck() {}

    /**
     * What the walk showed.
     *
     * @param lines the number of the last line
     * @param last the hash of it
     * @param latest the newest time of any line
     * @param breaks everything that is not as it was written; empty if the ledger is whole
     */
    public record Result(long lines, String last, Optional<Instant> latest, List<LogFault> breaks) {
        public Result {
            breaks = List.copyOf(breaks);
        }
    }

    /** How many lines there are to walk. */
    public static long length(Ledger ledger) throws IOException {
        return ledger.read(session -> new Chain(session).head().seq());
    }

    /**
     * Walks all lines and recomputes all tables next to the ledger, in a file that is deleted again.
     *
     * @param checkpoints what the log once ended in, from copies kept elsewhere
     * @param progress is called for every hundred lines, how many there were since
     * @throws IOException if the ledger cannot be read
     */
    public static Result walk(Ledger ledger, Known checkpoints, LongConsumer progress) throws IOException {
        return new LogCheck().check(ledger, checkpoints, progress);
    }

    /**
     * What the log once was, from copies kept elsewhere.
     *
     * @param lines numbers and hashes of lines
     * @param heads sizes and roots of its tree
     */
    public record Known(List<Checkpoint> lines, List<TreeHead> heads) {
        /** Nothing is known. */
        public static final Known NOTHING = new Known(List.of(), List.of());

        public Known {
            lines = List.copyOf(lines);
            heads = List.copyOf(heads);
        }

        public boolean isEmpty() {
            return count() == 0;
        }

        public int count() {
            return lines.size() + heads.size();
        }

        /** The number of the last line that any of them speaks of. */
        public long furthest() {
            return Math.max(
                    lines.stream().mapToLong(Checkpoint::seq).max().orElse(0),
                    heads.stream().mapToLong(TreeHead::size).max().orElse(0));
        }
    }

    private Result check(Ledger ledger, Known checkpoints, LongConsumer progress) throws IOException {
        long atLeast = length(ledger);
        Map<Long, Checkpoint> known = new HashMap<>();
        checkpoints.lines().forEach(checkpoint -> known.put(checkpoint.seq(), checkpoint));
        try (Rebuilt rebuilt = Rebuilt.begin(ledger);
                Beside beside = new Beside(rebuilt)) {
            Lines.each(ledger, 0, line -> {
                Optional<LoggedLine> logged = LoggedLine.handy(line.bytes());
                take(line, logged.map(LoggedLine::header).or(() -> LineHeader.of(line.bytes())));
                compare(line.seq(), known);
                grow(line.bytes(), checkpoints.heads());
                if (chain.certain().isEmpty()) {
                    rebuilt.add(line.bytes(), logged);
                    if (logged.isPresent()) {
                        beside.add(logged.get());
                    }
                }
                if (line.seq() % 100 == 0) {
                    progress.accept(100);
                }
            });
            beside.end();
            long furthest = checkpoints.furthest();
            if (furthest > chain.seq()) {
                faults.add(new LogFault(
                        0,
                        "the log ends with line " + chain.seq() + ", but the checkpoint knows line " + furthest
                                + ": its end was cut off"));
            }
            if (chain.faults().isEmpty() && chain.seq() >= atLeast) {
                faults.addAll(rebuilt.differences(chain.seq()));
            }
        }
        return result(ledger);
    }

    private void take(Lines.Stored line, Optional<LineHeader> header) {
        Optional<Instant> time = chain.take(line, header).flatMap(LineHeader::time);
        if (time.isPresent() && (latest.isEmpty() || latest.get().isBefore(time.get()))) {
            latest = time;
        }
    }

    private void compare(long seq, Map<Long, Checkpoint> known) {
        Checkpoint checkpoint = known.get(seq);
        if (checkpoint != null && !checkpoint.hash().equals(chain.last().hex())) {
            faults.add(new LogFault(seq, "this is not the one that the checkpoint knows"));
        }
    }

    private void grow(byte[] line, List<TreeHead> heads) {
        if (heads.isEmpty()) {
            return;
        }
        edge = edge.append(TreeHash.ofLine(line)).frontier();
        for (TreeHead head : heads) {
            if (head.size() == edge.size() && !head.equals(edge.head())) {
                faults.add(new LogFault(
                        edge.size(), "the lines up to this one are not those that the signed checkpoint knows"));
            }
        }
    }

    private Result result(Ledger ledger) throws IOException {
        List<LogFault> all = new ArrayList<>(chain.faults());
        all.addAll(faults);
        // Others may have gone on since the last line was taken.
        ledger.readAtOnce(session -> {
            Chain stored = new Chain(session);
            long end = stored.head().seq();
            long last = session.number("SELECT max(seq) FROM lines");
            if (last != end) {
                all.add(new LogFault(
                        0, "the ledger says that its log ends with line " + end + ", but its last line is " + last));
            } else if (chain.seq() <= end
                    && stored.hashOf(chain.seq()).filter(chain.last()::equals).isEmpty()) {
                all.add(new LogFault(chain.seq(), "this is not the line that the ledger ends with"));
            }
            return all;
        });
        return new Result(chain.seq(), chain.last().hex(), latest, all);
    }
}
