package dev.refwarden.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Copies the log's lines to a file, for those who ship logs: every line once, in the order of the log, whichever process
 * wrote it and whichever was killed. The file goes on behind the last line of the ledger that it holds; one that is
 * empty or new, since the old one was renamed, goes on behind the line that {@code STATE/followed} names.
 *
 * <p>No decision depends on it: what fails is kept in {@code STATE/followed.failed} for {@code doctor}, and tried again
 * with the next line.
 */
public final class FollowedLog {
    /** How long a command, or the process of one push, waits for the copy when all else is done. */
    public static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 5;

    private final StateFolder state;
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final ReentrantLock copying = new ReentrantLock();

    FollowedLog(StateFolder state) {
        this.state = state;
    }

    /** Brings the file up to the ledger's last line, by a thread of its own. */
    CompletableFuture<Boolean> follow(Ledger ledger, Path file) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        wanted.set(true);
        Thread thread = new Thread(
                () -> {
                    try {
                        copyAll(ledger, file);
                    } finally {
                        done.complete(true);
                    }
                },
                "follow");
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    /** Waits for the copy, but not for long: whatever is missing then comes with the next line. */
    public static void await(CompletableFuture<Boolean> copy) {
        try {
            copy.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whoever copies looks again for those who came meanwhile, so that no one waits for a file that does not answer. */
    private void copyAll(Ledger ledger, Path file) {
        while (wanted.get() && copying.tryLock()) {
            try {
                wanted.set(false);
                copy(ledger, file);
                Files.deleteIfExists(state.followFailure());
            } catch (IOException | RuntimeException e) {
                tell(e);
            } finally {
                copying.unlock();
            }
        }
    }

    private void copy(Ledger ledger, Path file) throws IOException {
        try (FileChannel mark = FileChannel.open(
                        state.followed(),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS);
                FileLock lock = lock(mark)) {
            state.adopt(state.followed());
            if (lock.isValid()) {
                append(ledger, file, mark);
            }
        }
    }

    private void append(Ledger ledger, Path file, FileChannel mark) throws IOException {
        FollowedFile followed = FollowedFile.open(state, file);
        FollowedFile.End end = followed.end((seq, hash) -> holds(ledger, seq, hash));
        long after = end.seq().orElse(marked(ledger));
        try (FileChannel out = followed.appending()) {
            byte[][] torn = {end.torn()};
            Lines.each(ledger, after, line -> {
                StateFolder.writeFully(out, FollowedFile.rest(line.bytes(), torn[0]));
                torn[0] = new byte[0];
                KnownHead.write(mark, new KnownHead.Head(line.seq(), LineHash.of(line.bytes())));
            });
        }
    }

    /** The line that was copied last; 0 where none was, or the ledger does not hold it any more. */
    private long marked(Ledger ledger) throws IOException {
        try {
            KnownHead.Head mark = KnownHead.read(state.followed());
            return holds(ledger, mark.seq(), mark.hash()) ? mark.seq() : 0;
        } catch (LedgerUnavailable e) {
            // It is new, or a power cut took it: rather twice than not at all.
            return 0;
        }
    }

    private static boolean holds(Ledger ledger, long seq, LineHash hash) throws IOException {
        return ledger.read(
                session -> new Chain(session).hashOf(seq).filter(hash::equals).isPresent());
    }

    private static FileLock lock(FileChannel mark) throws IOException {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (System.nanoTime() < end) {
            try {
                FileLock lock = mark.tryLock();
                if (lock != null) {
                    return lock;
                }
                Thread.sleep(PAUSE_MILLIS);
            } catch (OverlappingFileLockException e) {
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
        throw new IOException("another process has been copying for " + LONGEST_WAIT.toSeconds() + " seconds");
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** How many lines of the ledger the file lacks; nothing is written. */
    public static long missing(Ledger ledger, Path file) throws IOException {
        FollowedLog log = new FollowedLog(ledger.state());
        Optional<Long> last = Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                ? FollowedFile.at(file)
                        .end((seq, hash) -> holds(ledger, seq, hash))
                        .seq()
                : Optional.empty();
        long after = last.isPresent() ? last.get() : log.marked(ledger);
        return ledger.read(session -> new Chain(session).head().seq()) - after;
    }

    /** Why the lines do not reach the file, and since when; absent where they did, when they were copied last. */
    public static Optional<String> failure(StateFolder state) throws IOException {
        try {
            Instant since = Files.getLastModifiedTime(state.followFailure()).toInstant();
            String why = Files.readString(state.followFailure(), StandardCharsets.UTF_8)
                    .strip();
            return Optional.of(since.truncatedTo(ChronoUnit.SECONDS) + ": " + why);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private void tell(Exception failure) {
        String why = failure instanceof AccessDeniedException denied
                ? denied.getFile() + " may not be read or written by this account"
                : String.valueOf(failure.getMessage());
        try {
            state.replace(state.followFailure(), (why + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException | RuntimeException e) {
            // Nothing can be written then, and doctor sees how many lines are missing.
            return;
        }
    }
}
