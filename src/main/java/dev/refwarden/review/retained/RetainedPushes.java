package dev.refwarden.review.retained;

import dev.refwarden.ledger.CaseId;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.SharedEvidence;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.policy.Server;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The refused pushes whose objects an installation keeps. Accepted pushes never come here, and refused ones wait only for each other. */
public final class RetainedPushes {
    private static final String COMING = "coming-";
    /** No push takes this long to be kept; what is older was left behind by a crash. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private static final ReentrantLock THREADS = new ReentrantLock();

    private final StateFolder state;
    private final Path root;
    private final Optional<SharedEvidence> shared;

    /** What lies in STATE. */
    public RetainedPushes(StateFolder state) {
        this(state, Optional.empty());
    }

    private RetainedPushes(StateFolder state, Optional<SharedEvidence> shared) {
        this.state = state;
        this.root = state.evidence();
        this.shared = shared;
    }

    /** What lies in STATE and, where servers share a ledger, what any of them keeps there. */
    public static RetainedPushes of(Ledger ledger) {
        return new RetainedPushes(ledger.state(), ledger.fleet().evidence());
    }

    /**
     * Keeps the objects of a refused push, within the limits.
     *
     * @param holder whose share they are
     * @param now when the push was refused
     * @return nothing where there is no room for them or nothing to keep
     */
    public Optional<RetainedPush> keep(
            CaseId caseId, Holder holder, Brought brought, Server.EvidenceLimits limits, Instant now)
            throws IOException {
        state.makeFolder(root);
        Path coming = root.resolve(COMING + now.toEpochMilli() + "-" + caseId.value());
        state.makeFolder(coming);
        try {
            long size = brought.bringTo(coming.resolve("objects"), limits.perCase());
            state.adoptAll(coming);
            return locked(() -> admit(coming, caseId, holder.folder(), size, limits, now));
        } finally {
            delete(coming);
        }
    }

    /** Puts the objects of a push into a new object directory, at most so many bytes; says how many they are. */
    @FunctionalInterface
    public interface Brought {
        long bringTo(Path objects, long mostBytes) throws IOException;
    }

    private Optional<RetainedPush> admit(
            Path coming, CaseId caseId, String holder, long size, Server.EvidenceLimits limits, Instant now)
            throws IOException {
        Optional<List<RetainedPush>> going = new Room(limits, inState()).madeFor(holder, size, now);
        if (going.isEmpty()) {
            return Optional.empty();
        }
        for (RetainedPush exhibit : going.get()) {
            delete(exhibit.folder());
        }
        sweep(coming, now);
        Path folder = root.resolve(holder);
        state.makeFolder(folder);
        Path kept = folder.resolve(RetainedPush.folderName(caseId, now, size));
        Files.move(coming, kept, StandardCopyOption.ATOMIC_MOVE);
        return RetainedPush.of(kept, holder);
    }

    /** What is kept of a case; absent where nothing is, or not any more. */
    public Optional<RetainedPush> find(CaseId caseId) throws IOException {
        for (RetainedPush exhibit : inState()) {
            if (exhibit.caseId().equals(caseId)) {
                return Optional.of(exhibit);
            }
        }
        return shared.isEmpty()
                ? Optional.empty()
                : shared.get().find(caseId).map(kept -> SharedPush.listed(shared.get(), kept, root));
    }

    /** Every retained push, in no order. */
    public List<RetainedPush> all() throws IOException {
        List<RetainedPush> all = inState();
        if (shared.isPresent()) {
            shared.get().all().forEach(kept -> all.add(SharedPush.listed(shared.get(), kept, root)));
        }
        return all;
    }

    /** Those whose objects lie in STATE, in no order. */
    List<RetainedPush> inState() throws IOException {
        List<RetainedPush> all = new ArrayList<>();
        for (Path holder : foldersIn(root)) {
            String name = holder.getFileName().toString();
            if (!name.startsWith(COMING)) {
                foldersIn(holder)
                        .forEach(folder -> RetainedPush.of(folder, name).ifPresent(all::add));
            }
        }
        return all;
    }

    /** Removes a retained push for good. */
    public void purge(RetainedPush exhibit) throws IOException {
        if (shared.isPresent()) {
            shared.get().remove(exhibit.caseId());
        }
        if (exhibit.shared().isPresent()) {
            return;
        }
        locked(() -> {
            delete(exhibit.folder());
            return exhibit;
        });
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> T locked(Work<T> work) throws IOException {
        Path lock = root.resolve("lock");
        THREADS.lock();
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            state.adopt(lock);
            if (!held.isValid()) {
                throw new IOException("the evidence cannot be locked");
            }
            return work.run();
        } finally {
            THREADS.unlock();
        }
    }

    private void sweep(Path coming, Instant now) throws IOException {
        for (Path folder : foldersIn(root)) {
            if (folder.getFileName().toString().startsWith(COMING)
                    && !folder.equals(coming)
                    && Files.getLastModifiedTime(folder)
                            .toInstant()
                            .plus(ABANDONED)
                            .isBefore(now)) {
                delete(folder);
            }
        }
    }

    private static List<Path> foldersIn(Path folder) throws IOException {
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder)) {
            inside.forEach(folders::add);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
        return folders;
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                    Path inside, @org.jspecify.annotations.Nullable IOException failure) throws IOException {
                Files.deleteIfExists(inside);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
