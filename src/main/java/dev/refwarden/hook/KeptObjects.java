package dev.refwarden.hook;

import dev.refwarden.git.ObjectFormat;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.git.store.GitEnvironment;
import dev.refwarden.git.store.NewObjects;
import dev.refwarden.git.store.UnsupportedRepository;
import dev.refwarden.ledger.Recorder;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.policy.Server;
import dev.refwarden.review.retained.Holder;
import dev.refwarden.review.retained.QuarantineFiles;
import dev.refwarden.review.retained.RetainedPush;
import dev.refwarden.review.retained.RetainedPushes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Has a reviewer see later what a refused push brought, which git deletes as soon as the hook is done. */
final class KeptObjects {
    private final Map<String, String> environment;
    private final RetainedPushes exhibits;
    private final Instant now;
    private final long choosingNanos;

    /** @param choosingNanos how long choosing among too many objects may take */
    KeptObjects(Map<String, String> environment, StateFolder state, Instant now, long choosingNanos) {
        this.choosingNanos = choosingNanos;
        this.environment = environment;
        this.exhibits = new RetainedPushes(state);
        this.now = now;
    }

    /**
     * Keeps what can be kept; the push is refused and logged whatever becomes of this.
     *
     * @return whether anything was
     */
    boolean keep(Recorder.Recorded refused, Server.EvidenceLimits limits) {
        Optional<Path> quarantine = quarantine();
        if (quarantine.isEmpty() || refused.drill()) {
            return false;
        }
        List<RefUpdate> updates = refused.decided().push().updates();
        try {
            Optional<RetainedPush> kept = exhibits.keep(
                    refused.appended().caseId(),
                    Holder.of(refused.decided().push().pusher()),
                    (objects, most) -> bring(quarantine.get(), updates, objects, most),
                    limits,
                    now);
            return kept.isPresent();
        } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
            // A reviewer will be told that nothing is kept; the refusal itself stands and is logged.
            return false;
        }
    }

    /** The folder that git made for this push alone; absent where there is none, whatever the environment claims. */
    private Optional<Path> quarantine() {
        String claimed = environment.getOrDefault("GIT_QUARANTINE_PATH", "");
        String objects = environment.getOrDefault("GIT_OBJECT_DIRECTORY", "");
        if (claimed.isEmpty() || !claimed.equals(objects)) {
            return Optional.empty();
        }
        Path folder = Path.of(claimed).toAbsolutePath().normalize();
        Path around = folder.getParent();
        boolean named = String.valueOf(folder.getFileName()).contains("incoming-");
        boolean inside = around != null && String.valueOf(around.getFileName()).equals("objects");
        return named && inside && Files.isDirectory(folder) ? Optional.of(folder) : Optional.empty();
    }

    private long bring(Path quarantine, List<RefUpdate> updates, Path objects, long most) throws IOException {
        GitEnvironment git = GitEnvironment.of(environment);
        Files.createDirectories(objects.resolve("pack"));
        RetainedPush.nameBase(objects, git.alternates());
        if (updates.get(0).format() != ObjectFormat.SHA1) {
            RetainedPush.nameFormat(objects, updates.get(0).format());
        }
        QuarantineFiles files = QuarantineFiles.of(quarantine, environment.getOrDefault("GIT_PUSH_CERT", ""));
        if (files.size() <= most) {
            files.keepIn(objects);
            return files.size();
        }
        List<ObjectId> tips = updates.stream()
                .filter(update -> !update.deletes())
                .map(RefUpdate::after)
                .toList();
        try {
            return NewObjects.copy(git.gitDir(), quarantine, tips, objects, most, System.nanoTime() + choosingNanos);
        } catch (UnsupportedRepository e) {
            throw new IOException(e);
        }
    }
}
