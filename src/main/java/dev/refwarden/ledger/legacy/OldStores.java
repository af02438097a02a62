package dev.refwarden.ledger.legacy;

import dev.refwarden.git.ObjectId;
import dev.refwarden.ledger.StateFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The stores that 0.1 derived from its log as it went. One that is missing or damaged says nothing: 0.1 recomputed it
 * from the log then, and so does the ledger.
 */
final class OldStores {
    private final Path old;

    OldStores(Path old) {
        this.old = old;
    }

    Optional<OldSettled> settled(String repository) throws IOException {
        return readSettled(old.resolve("repositories").resolve(StateFolder.fileName(repository)));
    }

    private static Optional<OldSettled> readSettled(Path file) throws IOException {
        return Files.isRegularFile(file) ? OldSettled.read(Files.readAllBytes(file)) : Optional.empty();
    }

    Optional<Map<ObjectId, Instant>> accepted(String repository) throws IOException {
        return OldAccepted.read(old.resolve("accepted").resolve(StateFolder.fileName(repository)));
    }

    Optional<List<OldUses.Use>> uses() throws IOException {
        return OldUses.read(old.resolve("used"));
    }

    Optional<Map<String, Long>> sightings() throws IOException {
        return OldKeys.read(old.resolve("keys"));
    }

    /** Names of repositories by the digest of their folder's path. */
    Map<String, String> places() throws IOException {
        Map<String, String> places = new TreeMap<>();
        for (Path file : filesIn("folders")) {
            String name = String.valueOf(file.getFileName());
            if (name.matches("[0-9a-f]{40}")) {
                places.put("sha256:" + name, Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        return places;
    }

    /** Files that hold what is settled in a repository that is none of these. */
    List<String> strangers(Collection<String> repositories) throws IOException {
        Set<String> known = repositories.stream().map(StateFolder::fileName).collect(Collectors.toSet());
        List<String> strangers = new ArrayList<>();
        for (Path file : filesIn("repositories")) {
            String name = String.valueOf(file.getFileName());
            if (!known.contains(name)
                    && readSettled(file)
                            .filter(settled -> !settled.tips().isEmpty())
                            .isPresent()) {
                strangers.add(name);
            }
        }
        return strangers;
    }

    private List<Path> filesIn(String name) throws IOException {
        Path folder = old.resolve(name);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
