package dev.refwarden.review.retained;

import dev.refwarden.git.ObjectFormat;
import dev.refwarden.ledger.CaseId;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.LedgerUnavailable;
import dev.refwarden.ledger.SharedEvidence;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.policy.Server;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Brings what a server keeps of refused pushes from its STATE into the database of its fleet, within the same limits. What
 * fails stays in STATE, and is tried again after the next refusal.
 */
public final class Sharing {
    private static final Map<Path, Turn> TURNS = new ConcurrentHashMap<>();
    /** The object directories that a push built on are named in so many bytes, or not at all. */
    private static final long LONGEST_BASE = 32_768;

    /** Bringing one takes seconds at most. */
    private static final Duration USUAL = Duration.ofHours(1);

    private final Ledger ledger;
    private final SharedEvidence shared;
    private final RetainedPushes own;
    private final Path root;
    private final Server.EvidenceLimits limits;

    /** Whose turn it is among the threads of this process, and whether someone came meanwhile. */
    private record Turn(AtomicBoolean asked, ReentrantLock lock) {}

    private Sharing(Ledger ledger, SharedEvidence shared, Server.EvidenceLimits limits) {
        this.ledger = ledger;
        this.shared = shared;
        this.own = new RetainedPushes(ledger.state());
        this.root = ledger.state().evidence();
        this.limits = limits;
    }

    /** How many refused pushes have been kept in STATE alone for more than an hour, though servers share a ledger. */
    public static long left(StateFolder state, Instant now) throws IOException {
        return new RetainedPushes(state)
                .inState().stream()
                        .filter(push -> push.time().plus(USUAL).isBefore(now))
                        .count();
    }

    /**
     * Brings all that is there, unless another thread of this process does; that one then looks again.
     *
     * @param ledger by connections that no push waits for
     */
    public static void bring(Ledger ledger, Server.EvidenceLimits limits) throws IOException {
        Optional<SharedEvidence> shared = ledger.fleet().evidence();
        if (shared.isEmpty()) {
            return;
        }
        Sharing sharing = new Sharing(ledger, shared.get(), limits);
        Turn turn = TURNS.computeIfAbsent(
                sharing.root.toAbsolutePath(), root -> new Turn(new AtomicBoolean(), new ReentrantLock()));
        turn.asked().set(true);
        while (turn.asked().get() && turn.lock().tryLock()) {
            try {
                turn.asked().set(false);
                sharing.bringAll();
            } finally {
                turn.lock().unlock();
            }
        }
    }

    private void bringAll() throws IOException {
        Path lock = root.resolve("sharing");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            ledger.state().adopt(lock);
            if (!held.isValid()) {
                throw new IOException("the evidence cannot be locked");
            }
            // A process that has not long to live brings small ones first.
            for (RetainedPush push : own.inState().stream()
                    .filter(RetainedPush::hasObjects)
                    .sorted(Comparator.comparingLong(RetainedPush::size))
                    .toList()) {
                bring(push);
            }
        }
    }

    private void bring(RetainedPush push) throws IOException {
        SharedEvidence.Kept kept = new SharedEvidence.Kept(
                push.caseId(),
                push.holder(),
                push.time(),
                push.size(),
                shared.node(),
                format(push).word());
        try {
            shared.add(kept, parts -> give(push, parts), others -> going(push, others));
        } catch (LedgerUnavailable e) {
            throw e;
        } catch (IOException e) {
            // Its files cannot be read, or someone purged it meanwhile; the others are not to blame.
            return;
        }
        own.purge(push);
    }

    private Optional<List<CaseId>> going(RetainedPush push, List<SharedEvidence.Kept> others) {
        List<RetainedPush> all = others.stream()
                .map(kept -> SharedPush.listed(shared, kept, root))
                .toList();
        return new Room(limits, all)
                .madeFor(push.holder(), push.size(), push.time())
                .map(going -> going.stream().map(RetainedPush::caseId).toList());
    }

    private static void give(RetainedPush push, SharedEvidence.Parts parts) throws IOException {
        QuarantineFiles objects = QuarantineFiles.of(push.objects(), "");
        for (Path file : objects.files()) {
            give(push.objects().resolve(file), SharedPush.OBJECTS + file, parts);
        }
        Path base = push.folder().resolve(RetainedPush.BASE);
        if (Files.exists(base) && Files.size(base) <= LONGEST_BASE) {
            give(base, RetainedPush.BASE, parts);
        }
    }

    private static void give(Path file, String name, SharedEvidence.Parts parts) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            long part = 0;
            for (byte[] some = in.readNBytes(SharedEvidence.PART);
                    some.length > 0;
                    some = in.readNBytes(SharedEvidence.PART)) {
                parts.take(name, part++, some);
            }
        }
    }

    private static ObjectFormat format(RetainedPush push) throws IOException {
        Path config = push.folder().resolve("config");
        String text = Files.exists(config) ? Files.readString(config) : "";
        return Stream.of(ObjectFormat.values())
                .filter(format -> text.contains("objectFormat = " + format.word() + "\n"))
                .findFirst()
                .orElse(ObjectFormat.SHA1);
    }
}
