package dev.refwarden.policy.read;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * By what it is told whether a folder's content has changed: device, inode, size and times of everything in it, folders
 * and symbolic links included. Whoever writes a file cannot set its ctime back, so equal states mean equal content,
 * unless a file changed twice within the resolution of the clock; hence young files prove nothing.
 *
 * @param settled whether no file was younger than {@link #YOUNG} at that moment
 */
record FileStates(Path root, Map<String, State> states, boolean settled) {
    private static final Duration YOUNG = Duration.ofSeconds(2);
    private static final int MOST = 100_000;
    private static final int DIRECTORY = 0040000;
    private static final int LINK = 0120000;
    private static final int KIND = 0170000;

    /** One file, by everything that changes when it does. */
    record State(long device, long inode, long size, int mode, FileTime modified, FileTime changed) {}

    /** @throws IOException if there is no such folder, or it cannot be looked through */
    static FileStates of(Path folder, Instant now) throws IOException {
        Path root = folder.toRealPath();
        Collector collector = new Collector(now.minus(YOUNG));
        collector.add(root, "");
        return new FileStates(root, Map.copyOf(collector.states), collector.settled);
    }

    /** Whether what was read when {@code before} was taken is what there is now. */
    boolean provesUnchanged(FileStates before) {
        return before.settled && root.equals(before.root) && states.equals(before.states);
    }

    private static final class Collector {
        private final Instant young;
        private final Map<String, State> states = new HashMap<>();
        private boolean settled = true;

        Collector(Instant young) {
            this.young = young;
        }

        void add(Path file, String name) throws IOException {
            State state = state(file, LinkOption.NOFOLLOW_LINKS);
            put(name, state);
            int kind = state.mode & KIND;
            if (kind == LINK) {
                addTarget(file, name);
            } else if (kind == DIRECTORY) {
                try (DirectoryStream<Path> entries = Files.newDirectoryStream(file)) {
                    for (Path entry : entries) {
                        add(entry, name + "/" + entry.getFileName());
                    }
                } catch (DirectoryIteratorException e) {
                    throw e.getCause();
                }
            }
        }

        private void addTarget(Path link, String name) throws IOException {
            try {
                put(name + "//", state(link));
            } catch (NoSuchFileException e) {
                // A link to nowhere is the same as long as it leads there.
                return;
            }
        }

        private void put(String name, State state) throws IOException {
            if (states.size() >= MOST) {
                throw new IOException("too many files");
            }
            states.put(name, state);
            if (!state.modified.toInstant().isBefore(young)
                    || !state.changed.toInstant().isBefore(young)) {
                settled = false;
            }
        }

        private static State state(Path file, LinkOption... options) throws IOException {
            Map<String, Object> read =
                    Files.readAttributes(file, "unix:dev,ino,size,mode,lastModifiedTime,ctime", options);
            return new State(
                    (long) requireNonNull(read.get("dev")),
                    (long) requireNonNull(read.get("ino")),
                    (long) requireNonNull(read.get("size")),
                    (int) requireNonNull(read.get("mode")),
                    (FileTime) requireNonNull(read.get("lastModifiedTime")),
                    (FileTime) requireNonNull(read.get("ctime")));
        }
    }
}
