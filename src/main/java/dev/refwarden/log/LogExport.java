package dev.refwarden.log;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Shows the log's lines as they stand, from some moment on, and where the chain among them does not hold. */
public final class LogExport {
    /** A decision's time is of its hook's start, and clocks are set back: older files are looked at so far. */
    private static final Duration SLACK = Duration.ofDays(1);

    private final Optional<Instant> since;
    private final long after;
    private final Sink sink;
    private boolean begun;
    private LineChain chain = LineChain.fromTheBeginning();
    private int faults;
    private int remarks;

    private LogExport(Optional<Instant> since, long after, Sink sink) {
        this.since = since;
        this.after = after;
        this.sink = sink;
        this.begun = since.isEmpty() && after == 0;
    }

    /**
     * A decision's line.
     *
     * @param file of the log
     * @param number of the line within it, counted from 1
     * @param hash SHA-256 of the line with its line feed, 64 lower-case hex digits
     */
    public record Line(String file, long number, long seq, String hash, LoggedDecision decision) {}

    /** Takes what is shown. */
    public interface Sink {
        void line(Line line) throws IOException;

        /** Where the chain does not hold. */
        void fault(LogFault fault) throws IOException;

        /** What is odd but explained. */
        void remark(LogFault remark) throws IOException;
    }

    /**
     * Shows lines, oldest first.
     *
     * @param since decisions before this moment are left out
     * @param after decisions up to this number are left out; 0 for none
     * @return how many faults were shown
     */
    public static int show(StateFolder state, Optional<Instant> since, long after, Sink sink) throws IOException {
        LogExport export = new LogExport(since, after, sink);
        List<LogFile> files = LogFile.in(state);
        int first = export.first(files);
        if (first > 0) {
            export.chain = LineChain.fromTheMiddle();
        }
        for (int i = first; i < files.size(); i++) {
            export.show(files.get(i), i == files.size() - 1);
        }
        export.chain.end();
        export.tell();
        return export.faults;
    }

    /** The first file that can hold anything that is wanted. */
    private int first(List<LogFile> files) throws IOException {
        int first = 0;
        while (first + 1 < files.size()) {
            Optional<LineHeader> next = firstIn(files.get(first + 1));
            boolean passed = next.isPresent()
                    && (next.get().seq() <= after + 1
                            || (since.isPresent()
                                    && next.get()
                                            .time()
                                            .filter(since.get().minus(SLACK)::isAfter)
                                            .isPresent()));
            if (!passed) {
                break;
            }
            first++;
        }
        return first;
    }

    private static Optional<LineHeader> firstIn(LogFile file) throws IOException {
        try (LineReader lines = new LineReader(file.path(), 0)) {
            return lines.next() ? LineHeader.of(lines.line()) : Optional.empty();
        }
    }

    private void show(LogFile file, boolean last) throws IOException {
        chain.enter(file);
        try (LineReader lines = new LineReader(file.path(), 0)) {
            while (lines.next()) {
                if (lines.isEnded()) {
                    show(lines.line());
                } else if (!last) {
                    chain.takeUnfinished(false);
                }
                tell();
            }
        }
    }

    private void show(byte[] bytes) throws IOException {
        Optional<LineHeader> header = chain.take(bytes);
        boolean wanted = header.isPresent()
                && header.get().seq() > after
                && (since.isEmpty()
                        || header.get().time().filter(since.get()::isAfter).isEmpty());
        begun |= wanted;
        Optional<LoggedDecision> decision = wanted ? LoggedDecision.of(bytes) : Optional.empty();
        if (wanted && decision.isPresent()) {
            tell();
            sink.line(new Line(
                    chain.file(),
                    chain.number(),
                    header.get().seq(),
                    chain.last().hex(),
                    decision.get()));
        }
    }

    /** Shows what the chain has found since; what lies before the first line that is wanted is not looked at. */
    private void tell() throws IOException {
        for (; faults < chain.faults().size(); faults++) {
            sink.fault(chain.faults().get(faults));
        }
        // A remark that turned out to be a fault is taken back, so there may be fewer than before.
        for (; remarks < chain.remarks().size(); remarks++) {
            if (begun) {
                sink.remark(chain.remarks().get(remarks));
            }
        }
    }
}
