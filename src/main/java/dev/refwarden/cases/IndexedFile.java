package dev.refwarden.cases;

import dev.refwarden.log.LogFile;
import dev.refwarden.log.StateFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file of the log with all its chunks.
 *
 * @param whole chunks that will never change, oldest first
 * @param rest the newest lines
 * @param stamp of the file before they were read
 * @param remarks what a reviewer should know of the file
 */
record IndexedFile(LogFile file, List<Chunk> whole, Optional<Chunk> rest, Stamp stamp, List<String> remarks) {
    IndexedFile {
        whole = List.copyOf(whole);
        remarks = List.copyOf(remarks);
    }

    /** All chunks, newest first. */
    List<Chunk> newestFirst() {
        List<Chunk> chunks = new ArrayList<>(whole.size() + 1);
        rest.ifPresent(chunks::add);
        for (int i = whole.size() - 1; i >= 0; i--) {
            chunks.add(whole.get(i));
        }
        return chunks;
    }

    /** How many bytes of the log file would have to be read to bring {@code kept} up to date. */
    static long unread(IndexFile.Kept kept, Stamp stamp) {
        return Math.max(0, stamp.size() - kept.covered());
    }

    /** Brings what was kept up to date, and keeps it. */
    static IndexedFile of(
            StateFolder state, LogFile file, boolean complete, IndexFile.Kept kept, Stamp stamp, IndexProgress progress)
            throws IOException {
        LogIndexer.Read read = LogIndexer.read(file, kept.covered(), complete, progress);
        List<Chunk> whole = new ArrayList<>(kept.chunks());
        whole.addAll(read.whole());
        List<String> remarks = new ArrayList<>(kept.remark().stream().toList());
        boolean unstamped = complete && !kept.stamp().equals(Optional.of(stamp));
        if (!read.whole().isEmpty() || (unstamped && !whole.isEmpty())) {
            keep(state, file, whole, stamp, remarks);
        }
        return new IndexedFile(file, whole, read.rest(), stamp, remarks);
    }

    private static void keep(StateFolder state, LogFile file, List<Chunk> whole, Stamp stamp, List<String> remarks) {
        try {
            IndexFile.save(state, file, whole, stamp);
        } catch (IOException e) {
            remarks.add("the index of " + file.name() + " cannot be kept in " + state.index()
                    + ", so it is made anew each time: " + e.getMessage());
        }
    }

    /** How many lines hold no decision. */
    long damaged() {
        return newestFirst().stream().mapToLong(Chunk::damaged).sum();
    }
}
