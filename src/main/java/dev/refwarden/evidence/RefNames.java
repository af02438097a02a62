package dev.refwarden.evidence;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.store.GitRepository;
import dev.refwarden.git.store.RefState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All refs of a repository and where they are, listed on first use and then kept. */
final class RefNames {
    private final GitRepository repository;
    private @Nullable Map<String, ObjectId> tips;

    RefNames(GitRepository repository) {
        this.repository = repository;
    }

    Map<String, ObjectId> tips() {
        if (tips == null) {
            tips = list();
        }
        return tips;
    }

    private Map<String, ObjectId> list() {
        try {
            Map<String, ObjectId> listed = new LinkedHashMap<>();
            for (RefState ref : repository.refs()) {
                ref.tip().ifPresent(tip -> listed.put(ref.name().value(), tip));
            }
            return listed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
