package dev.refwarden.ledger;

import dev.refwarden.ledger.tree.MerkleFrontier;
import dev.refwarden.ledger.tree.StoredHash;
import dev.refwarden.ledger.tree.TreeHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What follows from lines, recomputed next to a ledger, to be compared with its tables. */
final class Rebuilt implements AutoCloseable {
    static final String SUBTREES = "INSERT INTO subtrees VALUES (?, ?, ?)";

    /** What landed was mostly accepted a moment before. */
    private static final int RECENT_LINES = 256;

    private static final long RECENT_BYTES = 2 << 20;

    private final Path folder;
    private final ComputedTables tables;
    private final Consequences consequences;
    private final DecisionRows index;
    private final Map<String, Long> repositories = new HashMap<>();
    private final Ledger ledger;
    private final Map<Long, LoggedLine> recent = new LinkedHashMap<>();
    private long recentBytes;
    private MerkleFrontier edge = MerkleFrontier.EMPTY;
    private boolean damaged;

    private Rebuilt(Ledger ledger, Path folder) {
        this.ledger = ledger;
        this.folder = folder;
        this.tables = new ComputedTables(folder, this::line);
        this.consequences = new Consequences(tables, this::line);
        this.index = new DecisionRows(tables, tables);
    }

    static Rebuilt begin(Ledger ledger) throws IOException {
        return new Rebuilt(ledger, Files.createTempDirectory("refwarden"));
    }

    /** A line that was taken before; the ledger holds it, so that it is not kept here as well. */
    private Optional<LoggedLine> line(long seq) throws IOException {
        LoggedLine known = recent.get(seq);
        return known != null
                ? Optional.of(known)
                : ledger.read(there -> Consequences.Past.of(new Chain(there)).line(seq));
    }

    /**
     * Takes the next line into the tree, and into the tables that only searches read; what follows from lines is not
     * known any more where it is none. Another thread may follow behind with {@link #follow}.
     */
    void add(byte[] line, Optional<LoggedLine> logged) throws IOException {
        if (logged.isEmpty()) {
            damaged = true;
            return;
        }
        MerkleFrontier.Growth growth = edge.append(TreeHash.ofLine(line));
        edge = growth.frontier();
        for (StoredHash whole : growth.completed()) {
            tables.update(
                    SUBTREES,
                    whole.subtree().level(),
                    whole.subtree().index(),
                    whole.hash().bytes());
        }
        String name = logged.get().text("repository");
        long repository = name.isEmpty() ? 0 : repositories.computeIfAbsent(name, first -> repositories.size() + 1L);
        index.add(logged.get(), repository);
    }

    /** Takes a line into all other tables. */
    void follow(LoggedLine line) throws IOException {
        consequences.of(line);
        remember(line);
    }

    private void remember(LoggedLine line) {
        recent.put(line.seq(), line);
        recentBytes += line.raw().length;
        while (recent.size() > RECENT_LINES || (recentBytes > RECENT_BYTES && recent.size() > 1)) {
            LoggedLine oldest = recent.remove(recent.keySet().iterator().next());
            recentBytes -= oldest == null ? 0 : oldest.raw().length;
        }
    }

    /**
     * The tables of a ledger that do not say the same.
     *
     * @param seq the last line that was added; what the ledger learnt since is not compared
     */
    List<LogFault> differences(long seq) throws IOException {
        if (damaged) {
            return List.of();
        }
        return ledger.readAtOnce(there -> {
            Chain chain = new Chain(there);
            // Others went on meanwhile; their lines are few.
            for (long next = seq + 1; next <= chain.head().seq(); next++) {
                byte[] line = chain.line(next).orElseThrow(() -> new LedgerUnavailable("a line of the log is missing"));
                Optional<LoggedLine> logged = LoggedLine.handy(line);
                add(line, logged);
                if (logged.isPresent()) {
                    follow(logged.get());
                }
            }
            return new TableComparison(ledger, tables, edge).faults(there);
        });
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.delete(folder);
    }
}
