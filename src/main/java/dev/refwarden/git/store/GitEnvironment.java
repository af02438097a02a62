package dev.refwarden.git.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where {@code git receive-pack} says that the repository and the pushed objects are.
 *
 * @param gitDir {@code GIT_DIR}
 * @param objects {@code GIT_OBJECT_DIRECTORY}: the quarantine while a push is judged
 * @param alternates {@code GIT_ALTERNATE_OBJECT_DIRECTORIES}, unquoted
 */
public record GitEnvironment(Path gitDir, Optional<Path> objects, List<Path> alternates) {
    public GitEnvironment {
        alternates = List.copyOf(alternates);
    }

    /** A repository as it lies there, without a push. */
    public static GitEnvironment at(Path gitDir) {
        return new GitEnvironment(gitDir, Optional.empty(), List.of());
    }

    /** @throws IllegalArgumentException if a variable is missing or cannot be read */
    public static GitEnvironment of(Map<String, String> environment) {
        String gitDir = environment.getOrDefault("GIT_DIR", "");
        if (gitDir.isEmpty()) {
            throw new IllegalArgumentException("GIT_DIR is not set: this is a hook and is run by git receive-pack");
        }
        String objects = environment.getOrDefault("GIT_OBJECT_DIRECTORY", "");
        String alternates = environment.getOrDefault("GIT_ALTERNATE_OBJECT_DIRECTORIES", "");
        return new GitEnvironment(
                Path.of(gitDir),
                objects.isEmpty() ? Optional.empty() : Optional.of(Path.of(objects)),
                AlternateDirectories.split(alternates).stream().map(Path::of).toList());
    }
}
