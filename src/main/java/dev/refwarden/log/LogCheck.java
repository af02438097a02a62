package dev.refwarden.log;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Walks the whole log and finds every line that was changed, removed, added or moved. */
public final class LogCheck {
    private final LineChain chain = LineChain.fromTheBeginning();
    private final Map<Long, Checkpoint> checkpoints = new HashMap<>();
    private final LongConsumer progress;

    private LogCheck(List<Checkpoint> checkpoints, LongConsumer progress) {
        for (Checkpoint known : checkpoints) {
            this.checkpoints.put(known.seq(), known);
        }
        this.progress = progress;
    }

    /**
     * What the walk showed.
     *
     * @param lines the number of the last decision, which is how many a whole log holds
     * @param last the hash of its line
     * @param latest the time of its line
     * @param breaks each place where the chain does not hold; empty if it holds
     * @param remarks what is odd but explained, such as bytes that a crash left behind
     */
    public record Result(
            long lines, String last, Optional<Instant> latest, List<LogFault> breaks, List<LogFault> remarks) {
        public Result {
            breaks = List.copyOf(breaks);
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * Walks all files.
     *
     * @param checkpoints what the log once ended in, from copies kept elsewhere
     * @throws IOException if a file of the log cannot be read
     */
    public static Result walk(StateFolder state, List<Checkpoint> checkpoints) throws IOException {
        return walk(state, checkpoints, bytes -> {});
    }

    /** The same; {@code progress} hears how many bytes were read since it last heard. */
    public static Result walk(StateFolder state, List<Checkpoint> checkpoints, LongConsumer progress)
            throws IOException {
        LogCheck check = new LogCheck(checkpoints, progress);
        List<LogFile> files = LogFile.in(state.logs());
        for (int i = 0; i < files.size(); i++) {
            check.walk(files.get(i), i + 1, i == files.size() - 1);
        }
        check.end(checkpoints);
        LineChain chain = check.chain;
        return new Result(chain.seq(), chain.last().hex(), chain.latest(), chain.faults(), chain.remarks());
    }

    private void walk(LogFile file, int expectedNumber, boolean last) throws IOException {
        chain.enter(file);
        if (file.number() != expectedNumber) {
            chain.fault(file.name(), 0, "the file before it is missing");
        }
        try (LineReader lines = new LineReader(file.path(), 0)) {
            while (lines.next()) {
                if (lines.isEnded()) {
                    byte[] line = lines.line();
                    chain.take(line).ifPresent(header -> compare(header.seq()));
                    progress.accept(line.length);
                } else {
                    chain.takeUnfinished(last);
                }
            }
        }
    }

    private void compare(long seq) {
        Checkpoint known = checkpoints.get(seq);
        if (known != null && !known.hash().equals(chain.last().hex())) {
            chain.fault(chain.file(), chain.number(), "this is not the decision " + seq + " that the checkpoint knows");
        }
    }

    private void end(List<Checkpoint> known) {
        chain.end();
        long furthest = known.stream().mapToLong(Checkpoint::seq).max().orElse(0);
        if (furthest > chain.seq()) {
            chain.fault(
                    "",
                    0,
                    "the log ends with decision " + chain.seq() + ", but the checkpoint knows decision " + furthest
                            + ": its end was cut off");
        }
    }
}
