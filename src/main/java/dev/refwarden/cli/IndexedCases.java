package dev.refwarden.cli;

import dev.refwarden.cases.CaseIndex;
import dev.refwarden.cases.IndexProgress;
import dev.refwarden.log.StateFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;

/** Opens the index of cases for a command: a bar on a terminal while much of the log is read, and remarks on standard error. */
final class IndexedCases {
    private IndexedCases() {}

    static CaseIndex open(StateFolder state, PrintWriter err) throws IOException {
        NoLog.note(state, err);
        boolean watched = Terminal.isStandardError();
        CaseIndex index = CaseIndex.open(state, watched ? new Bar(err) : IndexProgress.NONE);
        index.remarks().forEach(remark -> err.println("refwarden: note: " + remark));
        err.flush();
        return index;
    }

    /** A bar in MiB, if there are many. */
    static final class Bar implements IndexProgress {
        private static final int MEBI = 20;
        private static final long MANY = 8L << MEBI;

        private final PrintWriter err;
        private Optional<ProgressBar> bar = Optional.empty();
        private long seen;

        Bar(PrintWriter err) {
            this.err = err;
        }

        @Override
        public void begin(long bytes) {
            bar = bytes < MANY ? Optional.empty() : Optional.of(new ProgressBar(err, "MiB of the log", bytes >> MEBI));
        }

        @Override
        public void read(long bytes) {
            long before = seen >> MEBI;
            seen += bytes;
            bar.ifPresent(shown -> shown.step((seen >> MEBI) - before));
        }

        @Override
        public void end() {
            bar.ifPresent(ProgressBar::close);
            bar = Optional.empty();
        }
    }
}
