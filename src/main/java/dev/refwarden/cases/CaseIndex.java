package dev.refwarden.cases;

import dev.refwarden.log.LogFile;
import dev.refwarden.log.StateFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjIntConsumer;

/**
 * All lines of the log as they were at one moment, by what reviewers ask for. Never changes, and may be asked by any
 * number of threads; {@link #refreshed} gives the one of now.
 */
public final class CaseIndex {
    private final StateFolder state;
    /** Newest first. */
    private final List<IndexedFile> files;

    private final List<String> remarks;

    private CaseIndex(StateFolder state, List<IndexedFile> files, List<String> remarks) {
        this.state = state;
        this.files = List.copyOf(files);
        this.remarks = List.copyOf(remarks);
    }

    /**
     * Reads the index, brings it up to date from the log and keeps it for the next reader if STATE can be written.
     *
     * @throws IOException if the log cannot be read
     */
    public static CaseIndex open(StateFolder state, IndexProgress progress) throws IOException {
        List<LogFile> logs = LogFile.in(state);
        List<Stamp> stamps = new ArrayList<>();
        List<IndexFile.Kept> kept = new ArrayList<>();
        long unread = 0;
        for (LogFile log : logs) {
            Stamp stamp = Stamp.of(log);
            stamps.add(stamp);
            kept.add(IndexFile.load(state, log, stamp));
            unread += IndexedFile.unread(kept.get(kept.size() - 1), stamp);
        }
        progress.begin(unread);
        List<IndexedFile> files = new ArrayList<>();
        try {
            for (int i = 0; i < logs.size(); i++) {
                boolean complete = i < logs.size() - 1;
                files.add(IndexedFile.of(state, logs.get(i), complete, kept.get(i), stamps.get(i), progress));
            }
        } finally {
            progress.end();
        }
        Collections.reverse(files);
        return new CaseIndex(state, files, remarks(state, logs, files));
    }

    /** The index of now: this very one where nothing was written since. */
    public CaseIndex refreshed() throws IOException {
        List<LogFile> logs = LogFile.in(state);
        boolean same = logs.size() == files.size();
        for (int i = 0; same && i < logs.size(); i++) {
            IndexedFile file = files.get(files.size() - 1 - i);
            same = file.file().equals(logs.get(i)) && file.stamp().equals(Stamp.of(logs.get(i)));
        }
        return same ? this : open(state, IndexProgress.NONE);
    }

    /** What a reviewer should be told beside the cases: that the log was changed, or holds lines that are none. */
    public List<String> remarks() {
        return remarks;
    }

    /**
     * The newest entries that are meant, newest first.
     *
     * @param before only entries that stand in the log before this one, which is how the next page is got
     * @param limit how many at most
     */
    public List<CaseEntry> page(CaseQuery query, Optional<Cursor> before, int limit) throws IOException {
        List<CaseEntry> page = new ArrayList<>();
        for (IndexedFile file : files) {
            for (Chunk chunk : file.newestFirst()) {
                Optional<Selection> selection = Selection.of(query, chunk);
                if (selection.isEmpty() || isBehind(file, chunk, before)) {
                    continue;
                }
                for (int row = chunk.rows() - 1; row >= 0 && page.size() < limit; row--) {
                    if (selection.get().contains(row)) {
                        CaseEntry entry = new CaseEntry(file.file(), chunk, row);
                        if (isBefore(entry.cursor(), before) && names(entry, query)) {
                            page.add(entry);
                        }
                    }
                }
                if (page.size() >= limit) {
                    return page;
                }
            }
        }
        return page;
    }

    /** Takes one entry after the other. */
    @FunctionalInterface
    public interface Visitor {
        void visit(CaseEntry entry) throws IOException;
    }

    /** Shows every entry that is meant, oldest first. */
    public void visit(CaseQuery query, Visitor visitor) throws IOException {
        for (int i = files.size() - 1; i >= 0; i--) {
            List<Chunk> newestFirst = files.get(i).newestFirst();
            for (int j = newestFirst.size() - 1; j >= 0; j--) {
                Chunk chunk = newestFirst.get(j);
                Optional<Selection> selection = Selection.of(query, chunk);
                for (int row = 0; selection.isPresent() && row < chunk.rows(); row++) {
                    if (selection.get().contains(row)) {
                        CaseEntry entry = new CaseEntry(files.get(i).file(), chunk, row);
                        if (names(entry, query)) {
                            visitor.visit(entry);
                        }
                    }
                }
            }
        }
    }

    /** How many entries are meant. */
    public long count(CaseQuery query) throws IOException {
        if (query.object().isPresent()) {
            return page(query, Optional.empty(), Integer.MAX_VALUE).size();
        }
        long[] count = {0};
        if (query.isOfKindOnly()) {
            for (IndexedFile file : files) {
                for (Chunk chunk : file.newestFirst()) {
                    query.kinds().forEach(kind -> count[0] += chunk.count(kind));
                }
            }
        } else {
            each(query, (chunk, row) -> count[0]++);
        }
        return count[0];
    }

    /** Whether anything was ever logged about this repository. */
    public boolean isAbout(String repository) throws IOException {
        CaseQuery anything = CaseQuery.of(EnumSet.allOf(Kind.class)).inRepository(repository);
        return !page(anything, Optional.empty(), 1).isEmpty();
    }

    /** The refused push of this case; the newest, should two have drawn the same id. */
    public Optional<CaseEntry> find(String caseId) {
        long number = CaseNumber.of(caseId);
        for (IndexedFile file : files) {
            for (Chunk chunk : file.newestFirst()) {
                for (int row = chunk.rows() - 1; number > 0 && row >= 0; row--) {
                    if (chunk.caseNumber(row) == number) {
                        return Optional.of(new CaseEntry(file.file(), chunk, row));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Other pushes by whoever pushed this, that came before it, newest first; none where that is not known. */
    public List<CaseEntry> previousOf(CaseEntry entry, CaseQuery among, int limit) throws IOException {
        String pusher = entry.person().isEmpty() ? entry.account() : entry.person();
        List<CaseEntry> previous = new ArrayList<>();
        Optional<Cursor> at = Optional.of(entry.cursor());
        while (!pusher.isEmpty() && previous.size() < limit && at.isPresent()) {
            List<CaseEntry> page = page(among.pushedBy(pusher), at, limit);
            page.stream()
                    .filter(entry::isOfSamePusher)
                    .limit(limit - previous.size())
                    .forEach(previous::add);
            at = page.isEmpty()
                    ? Optional.empty()
                    : Optional.of(page.get(page.size() - 1).cursor());
        }
        return previous;
    }

    /** What was decided about the same new tips in the same repository, before or after, newest first. */
    public List<CaseEntry> aboutSameTips(CaseEntry entry) throws IOException {
        return SameTips.of(this, entry);
    }

    /** How often things stand in what is meant. */
    public CaseCounts counts(CaseQuery query) {
        return new CaseCounts(this, query);
    }

    /** Shows the rows that are meant, newest first; an object is looked for by the beginning of its name only. */
    void each(CaseQuery query, ObjIntConsumer<Chunk> consumer) {
        for (IndexedFile file : files) {
            for (Chunk chunk : file.newestFirst()) {
                Selection.of(query, chunk).ifPresent(selection -> {
                    for (int row = chunk.rows() - 1; row >= 0; row--) {
                        if (selection.contains(row)) {
                            consumer.accept(chunk, row);
                        }
                    }
                });
            }
        }
    }

    private static boolean isBehind(IndexedFile file, Chunk chunk, Optional<Cursor> before) {
        return before.isPresent()
                && (file.file().number() > before.get().file()
                        || (file.file().number() == before.get().file()
                                && chunk.from() >= before.get().offset()));
    }

    private static boolean isBefore(Cursor cursor, Optional<Cursor> before) {
        return before.isEmpty() || before.get().isBehind(cursor);
    }

    private static boolean names(CaseEntry entry, CaseQuery query) throws IOException {
        return query.object().isEmpty()
                || entry.json().contains(query.object().get().hex());
    }

    private static List<String> remarks(StateFolder state, List<LogFile> logs, List<IndexedFile> files)
            throws IOException {
        List<String> remarks = new ArrayList<>();
        for (String orphan : IndexFile.orphans(state, logs)) {
            remarks.add(orphan + " was there when it was indexed, and is gone: run refwarden log verify");
        }
        for (IndexedFile file : files) {
            remarks.addAll(file.remarks());
            long damaged = file.damaged();
            if (damaged > 0) {
                remarks.add(file.file().name() + " holds " + damaged
                        + (damaged == 1 ? " line that is no decision" : " lines that are no decisions")
                        + "; a crash leaves such, and refwarden log verify tells more");
            }
        }
        return remarks;
    }
}
