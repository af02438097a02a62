package dev.refwarden.log;

import dev.refwarden.object.ObjectId;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The record of a repository as it was at one moment; what other hooks do to its files changes nothing here. */
final class AcceptedView {
    private static final int MOST_ATTEMPTS = 16;

    private final Map<ObjectId, Instant> newest = new HashMap<>();
    private final List<AcceptedRun> runs = new ArrayList<>();

    private AcceptedView(Path folder, RecordFiles files) throws IOException {
        // The tail before the runs: what leaves it meanwhile is in a run that is opened later, or in none of these.
        byte[] tail = AcceptedTail.read(RecordFiles.tail(folder, files.tail()));
        for (int at = 0; at < tail.length; at += AcceptedEntry.BYTES) {
            newest.merge(AcceptedEntry.commit(tail, at), AcceptedEntry.time(tail, at), AcceptedView::earlier);
        }
        for (RecordFiles.Run run : files.runs()) {
            runs.add(AcceptedRun.open(RecordFiles.run(folder, run.number()), run.entries()));
        }
    }

    /**
     * Opens the record; another hook may be rearranging its files just now.
     *
     * @return nothing where there is none
     * @throws DamagedRecord if files of it are missing or are not what was once written
     */
    static Optional<AcceptedView> open(Path folder) throws IOException {
        for (int attempt = 1; ; attempt++) {
            Optional<RecordFiles> files = RecordFiles.read(folder);
            if (files.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(new AcceptedView(folder, files.get()));
            } catch (NoSuchFileException e) {
                boolean rearranged = !RecordFiles.read(folder).equals(files);
                if (!rearranged || attempt == MOST_ATTEMPTS) {
                    throw new DamagedRecord("a file of it is missing");
                }
            }
        }
    }

    /** When the commit was first accepted; absent where that is not known. */
    Optional<Instant> find(ObjectId commit) throws IOException {
        Optional<Instant> first = Optional.ofNullable(newest.get(commit));
        for (AcceptedRun run : runs) {
            Optional<Instant> found = run.find(commit);
            if (found.isPresent()) {
                first = Optional.of(
                        first.map(known -> earlier(known, found.get())).orElse(found.get()));
            }
        }
        return first;
    }

    /** Reads every byte. @throws DamagedRecord if any is not what was once written */
    long check() throws IOException {
        long entries = newest.size();
        for (AcceptedRun run : runs) {
            for (long at = 0; at < run.entries(); at += 4_096) {
                run.read(at, (int) Math.min(4_096, run.entries() - at));
            }
            entries += run.entries();
        }
        return entries;
    }

    List<AcceptedRun> runs() {
        return runs;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
