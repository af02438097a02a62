package dev.refwarden.hook.gate;

import dev.refwarden.hook.PushNonce;
import dev.refwarden.ledger.StateFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * {@code STATE/run}: what the gate, the hooks that ask it and those that judge by themselves leave for each other. All of
 * it may be deleted while none of them runs.
 */
public final class RunFolder {
    private static final Set<PosixFilePermission> OWNER_ONLY = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);
    private static final int STICKY = 01000;
    private static final Duration KEPT = Duration.ofHours(1);
    private static final int MOST_OUTPUT = 1 << 20;

    private final StateFolder state;
    private final Path path;

    public RunFolder(Path state) {
        this.state = new StateFolder(state);
        this.path = state.resolve("run");
    }

    public Path path() {
        return path;
    }

    /** Where the gate listens. */
    public Path socket() {
        return path.resolve("gate.sock");
    }

    /** Two lines: the gate's process id, and how many seconds a hook waits for its answer. */
    public Path pidFile() {
        return path.resolve("gate.pid");
    }

    /** Held by the gate as long as it runs. */
    Path lock() {
        return path.resolve("gate.lock");
    }

    /** Held by whoever is about to start a gate; written when one was started last. */
    Path startLock() {
        return path.resolve("start.lock");
    }

    /** Held by a process that judges one push by itself, one file for each that may do so at a time. */
    Path coldSlot(int number) {
        return path.resolve("cold-" + number + ".lock");
    }

    /** How many pushes were judged, by whom. */
    Path judged() {
        return path.resolve("judged");
    }

    /** Makes it where it is not there yet, for its owner alone. */
    public void make() throws IOException {
        state.makeFolder(path);
    }

    /** Who owns STATE. */
    UserPrincipal owner() throws IOException {
        return Files.getOwner(state.path());
    }

    /**
     * Sees to it that no one but STATE's owner can put anything there.
     *
     * @throws IOException if someone else could
     */
    public void check() throws IOException {
        PosixFileAttributes found = Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!found.isDirectory()) {
            throw new IOException(path + " is not a directory");
        }
        if (!found.owner().equals(owner())) {
            throw new IOException(path + " belongs to " + found.owner().getName() + ", and " + state.path() + " to "
                    + owner().getName());
        }
        if (!found.permissions().equals(OWNER_ONLY)) {
            throw new IOException(path + " must have mode 0700");
        }
        for (Path above = path.toRealPath().getParent(); above != null; above = above.getParent()) {
            checkAbove(above);
        }
    }

    private void checkAbove(Path folder) throws IOException {
        int mode = (int) Files.getAttribute(folder, "unix:mode");
        boolean trusted = Files.getAttribute(folder, "unix:uid").equals(0)
                || Files.getOwner(folder).equals(owner());
        if (!trusted) {
            throw new IOException(
                    folder + " belongs to " + Files.getOwner(folder).getName() + ", who could replace " + path);
        }
        if ((mode & 0002) != 0 && (mode & STICKY) == 0) {
            throw new IOException("everybody can write " + folder + ", and so replace " + path);
        }
    }

    /** Opens a file to lock it, and gives it to STATE's owner where root makes it. */
    FileChannel openLock(Path file) throws IOException {
        boolean fresh = !Files.exists(file, LinkOption.NOFOLLOW_LINKS);
        FileChannel channel = FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        if (fresh) {
            state.adopt(file);
        }
        return channel;
    }

    /** Opens {@code start.lock}, which whoever starts a gate holds meanwhile; written when one was started last. */
    public FileChannel openStartLock() throws IOException {
        return openLock(startLock());
    }

    /** When a gate was started last; absent before the first. */
    public Optional<Instant> lastStarted() throws IOException {
        return Files.size(startLock()) == 0
                ? Optional.empty()
                : Optional.of(Files.getLastModifiedTime(startLock(), LinkOption.NOFOLLOW_LINKS)
                        .toInstant());
    }

    /** Whether some process takes pushes as the gate, answering or not. One that starts at this moment waits an instant. */
    public boolean isServed() throws IOException {
        if (!Files.exists(lock(), LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (FileChannel channel = openLock(lock())) {
            return channel.tryLock() == null;
        }
    }

    /** Says whom to ask, and how long to wait; a hook sees all of it or nothing. */
    void writePid(long pid, Duration wait) throws IOException {
        Path fresh = path.resolve("gate.pid.new");
        Files.writeString(fresh, pid + "\n" + wait.toSeconds() + "\n");
        Files.move(fresh, pidFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The process that says it is the gate. */
    public Optional<Long> pid() throws IOException {
        try {
            String text = Files.readString(pidFile(), StandardCharsets.US_ASCII);
            return Optional.of(Long.parseLong(text.substring(0, Math.max(0, text.indexOf('\n')))));
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Notes that a process judges a push, for whoever comes after it if it does not end well. */
    void begin(PushNonce nonce, long pid) throws IOException {
        Files.writeString(marker(nonce), pid + "\n", StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    void end(PushNonce nonce) throws IOException {
        Files.deleteIfExists(marker(nonce));
    }

    /** Whether a gate ran out of memory while it judged this push. */
    boolean ranOutOfMemory(PushNonce nonce) throws IOException {
        Path marker = marker(nonce);
        if (!Files.isRegularFile(marker, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        String pid = Files.readString(marker, StandardCharsets.US_ASCII).strip();
        Path output = path.resolve("gate-" + pid + ".out");
        if (!pid.matches("[0-9]{1,10}") || !Files.isRegularFile(output, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        return Files.size(output) <= MOST_OUTPUT
                && Files.readString(output, StandardCharsets.ISO_8859_1).contains("java.lang.OutOfMemoryError");
    }

    /** Removes what gates left that are long gone. */
    void sweep(Instant now, long ownPid) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path, "{judging-*,gate-*.out}")) {
            for (Path file : files) {
                boolean own = String.valueOf(file.getFileName()).equals("gate-" + ownPid + ".out");
                Instant changed = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                        .toInstant();
                if (!own && changed.plus(KEPT).isBefore(now)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private Path marker(PushNonce nonce) {
        return path.resolve("judging-" + nonce.value());
    }
}
