package dev.refwarden.cli;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.store.GitEnvironment;
import dev.refwarden.git.store.GitRepository;
import dev.refwarden.git.store.UnsupportedRepository;
import dev.refwarden.policy.Server;
import dev.refwarden.review.RepositoryFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which refs hold certain objects today, over all repositories that lie below the server's root. */
final class Holders {
    private final Map<String, Map<RefName, Set<ObjectId>>> byRepository = new HashMap<>();

    private final Set<String> missing = new TreeSet<>();

    private Holders() {}

    /** Repositories that could not be looked into, by name. */
    Set<String> missing() {
        return missing;
    }

    /** @param wanted objects by the name of their repository */
    static Holders of(Server server, Map<String, Set<ObjectId>> wanted) throws IOException {
        Holders holders = new Holders();
        for (Map.Entry<String, Set<ObjectId>> entry : wanted.entrySet()) {
            Optional<Path> folder = RepositoryFolders.find(server, entry.getKey());
            if (folder.isPresent()) {
                holders.look(entry.getKey(), folder.get(), entry.getValue());
            } else {
                holders.missing.add(entry.getKey());
            }
        }
        return holders;
    }

    /** Where no repository can be found. */
    static Holders unknown(Map<String, Set<ObjectId>> wanted) {
        Holders holders = new Holders();
        holders.missing.addAll(wanted.keySet());
        return holders;
    }

    private void look(String name, Path folder, Set<ObjectId> wanted) throws IOException {
        try (GitRepository repository = GitRepository.open(GitEnvironment.at(folder))) {
            byRepository.put(name, repository.holders(wanted));
        } catch (UnsupportedRepository e) {
            missing.add(name);
        }
    }

    /** Absent where the repository was not found, so that no one takes it for "none". */
    Optional<List<String>> refs(String repository, ObjectId object) {
        Optional<Map<RefName, Set<ObjectId>>> known = Optional.ofNullable(byRepository.get(repository));
        if (known.isEmpty()) {
            return Optional.empty();
        }
        List<String> refs = new ArrayList<>();
        known.get().forEach((ref, held) -> {
            if (held.contains(object)) {
                refs.add(ref.value());
            }
        });
        return Optional.of(refs);
    }
}
