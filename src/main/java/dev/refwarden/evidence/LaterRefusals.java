package dev.refwarden.evidence;

import dev.refwarden.decision.Advance;
import dev.refwarden.decision.UpdateEvidence;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.git.store.ReceiveSettings;
import dev.refwarden.git.store.RefDisk;
import java.nio.file.InvalidPathException;
import java.util.NavigableSet;
import java.util.Optional;

/**
 * What git refuses after the hook has agreed: by its configuration, by what is checked out, and because a ref cannot be written
 * as it is asked. As {@code builtin/receive-pack.c} and {@code refs.c} have it.
 */
final class LaterRefusals {
    private final ReceiveSettings settings;
    private final RefDisk disk;
    private final Deadline deadline;

    LaterRefusals(ReceiveSettings settings, RefDisk disk, Deadline deadline) {
        this.settings = settings;
        this.disk = disk;
        this.deadline = deadline;
    }

    /** @param names the refs as they are once the lines before are done; needed for a creation only */
    Optional<String> of(UpdateEvidence update, NavigableSet<String> names) {
        RefUpdate line = update.update();
        Optional<String> later = configured(update).or(() -> linked(line.ref()));
        return line.creates() ? later.or(() -> beside(line.ref().value(), names)) : later;
    }

    private Optional<String> configured(UpdateEvidence update) {
        RefName ref = update.update().ref();
        boolean branch = ref.isUnder("refs/heads/");
        boolean checkedOut =
                update.names().stream().anyMatch(name -> settings.checkedOut().contains(name.value()));
        if (settings.hidden().contains(ref)) {
            return Optional.of(
                    "the repository hides this ref (receive.hideRefs or transfer.hideRefs), so git refuses the push");
        }
        if (update.update().deletes()) {
            boolean current = checkedOut || settings.head().equals(Optional.of(ref.value()));
            if (branch && settings.denyDeletes()) {
                return Optional.of("the repository denies deletions (receive.denyDeletes)");
            }
            return current && settings.denyDeleteCurrent()
                    ? Optional.of(
                            "it is the branch that HEAD names, which git does not delete (receive.denyDeleteCurrent)")
                    : Optional.empty();
        }
        if (checkedOut && settings.denyCurrentBranch()) {
            return Optional.of(
                    "the branch is checked out on the server, so git refuses the push (receive.denyCurrentBranch)");
        }
        return branch && settings.denyNonFastForwards() && update.advance() == Advance.FORCED
                ? Optional.of("the repository denies non-fast-forward pushes (receive.denyNonFastForwards)")
                : Optional.empty();
    }

    private Optional<String> linked(RefName ref) {
        try {
            return disk.isLinked(ref)
                    ? Optional.of(
                            "its file on the server is, or lies behind, a symbolic link: another ref would be written")
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.of("its name cannot be a file here");
        }
    }

    /** A ref cannot lie below another, nor above one. */
    private Optional<String> beside(String name, NavigableSet<String> names) {
        for (int slash = name.indexOf('/', 5); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            deadline.check();
            if (names.contains(name.substring(0, slash))) {
                return Optional.of(name.substring(0, slash) + " is a ref, so git cannot keep one below it");
            }
        }
        String below = names.ceiling(name + "/");
        return below != null && below.startsWith(name + "/")
                ? Optional.of("there are refs below it, such as " + below + ", so git cannot keep one here")
                : Optional.empty();
    }
}
