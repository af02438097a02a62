package dev.refwarden.cases;

import dev.refwarden.log.LineReader;
import dev.refwarden.log.LogFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads lines of one log file into chunks. */
final class LogIndexer {
    /** So much of the log makes a chunk that is worth keeping; what comes after it is read again by each reader. */
    static final long CHUNK = 1 << 20;

    private LogIndexer() {}

    /**
     * @param whole chunks that will never change
     * @param rest the lines behind them, which more lines may follow
     * @param end where the last whole line ends
     */
    record Read(List<Chunk> whole, Optional<Chunk> rest, long end) {}

    /**
     * Reads to the end; what a crash, or a hook that is just writing, left unfinished there is not a line yet.
     *
     * @param from where a line begins
     * @param complete whether no line will follow in this file
     */
    static Read read(LogFile file, long from, boolean complete, IndexProgress progress) throws IOException {
        List<Chunk> whole = new ArrayList<>();
        ChunkBuilder builder = new ChunkBuilder(from);
        long end = from;
        try (LineReader lines = new LineReader(file.path(), from)) {
            while (lines.next() && lines.isEnded()) {
                byte[] line = lines.line();
                end = lines.offset() + line.length;
                Optional<Summary> summary = SummaryReader.read(line);
                if (summary.isPresent()) {
                    builder.add(summary.get(), line, LogBytes.hash(line));
                } else {
                    builder.addDamaged(line);
                }
                if (builder.covered() >= CHUNK) {
                    progress.read(builder.covered());
                    whole.add(builder.chunk());
                    builder = new ChunkBuilder(end);
                }
            }
        }
        progress.read(builder.covered());
        if (builder.covered() == 0) {
            return new Read(whole, Optional.empty(), end);
        }
        if (complete) {
            whole.add(builder.chunk());
            return new Read(whole, Optional.empty(), end);
        }
        return new Read(whole, Optional.of(builder.chunk()), end);
    }
}
