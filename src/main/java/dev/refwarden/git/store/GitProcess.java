package dev.refwarden.git.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A running git. Whatever is waited for longer than it may take is ended by {@link GitWatch}, so that no one who reads here
 * waits for ever, and none outlives this process.
 */
final class GitProcess implements AutoCloseable {
    /** How long git may say nothing at all while someone waits for it. */
    private static final long MOST_SILENCE = TimeUnit.SECONDS.toNanos(30);
    /** How long one that is no longer needed may take to end by itself. */
    private static final long FAREWELL = TimeUnit.SECONDS.toNanos(1);

    private final Process process;
    private final OutputStream toGit;
    private final InputStream fromGit;
    /** Since when someone waits, by {@link System#nanoTime}; null while no one does. */
    private volatile @Nullable Long waiting;

    private volatile @Nullable Long end;
    private volatile boolean late;

    GitProcess(Process process) {
        this.process = process;
        this.toGit = new BufferedOutputStream(process.getOutputStream());
        this.fromGit = process.getInputStream();
        GitWatch.over(this);
    }

    /** Lets nothing be waited for after {@code nanos}. */
    void until(long nanos) {
        end = nanos;
    }

    void send(byte[] bytes) throws IOException {
        waiting = System.nanoTime();
        toGit.write(bytes);
        toGit.flush();
    }

    /** Says that nothing more will be asked. */
    void sendNothingMore() throws IOException {
        waiting = System.nanoTime();
        toGit.close();
    }

    /** As {@link InputStream#read()}. */
    int read() throws IOException {
        return fromGit.read();
    }

    /** As {@link InputStream#read(byte[], int, int)}; each piece that comes gives git more time for the next. */
    int read(byte[] bytes, int from, int length) throws IOException {
        int count = fromGit.read(bytes, from, length);
        waiting = System.nanoTime();
        return count;
    }

    /** Says that what was asked is answered. */
    void answered() {
        waiting = null;
    }

    /** Whether it was ended for being silent or slow. */
    boolean wasLate() {
        return late;
    }

    /** Waits a little for its end, which its closed output announced; -1 where it does not come, or git was killed. */
    int exitStatus() {
        try {
            if (process.waitFor(500, TimeUnit.MILLISECONDS) && process.exitValue() <= 128 + 1) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return -1;
    }

    /** Ends it where it is overdue. @return whether there is still something to watch */
    boolean look(long now) {
        if (!process.isAlive()) {
            return false;
        }
        Long since = waiting;
        Long last = end;
        if (since != null && (now - since > MOST_SILENCE || (last != null && now - last > 0))) {
            late = true;
            kill();
        }
        return true;
    }

    /** Ends it, and whatever it has started, at once. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Lets it end by itself, and sees to it that it does. */
    @Override
    public void close() {
        end = System.nanoTime() + FAREWELL;
        waiting = System.nanoTime();
        try {
            toGit.close();
        } catch (IOException e) {
            kill();
        }
    }
}
