package dev.refwarden.policy.read;

import dev.refwarden.policy.yaml.ConfigFolder;
import dev.refwarden.policy.yaml.Place;
import dev.refwarden.policy.yaml.Problems;
import dev.refwarden.policy.yaml.Section;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Files whose content no one else may read. They are not read here, so that nothing of them reaches the digest. */
final class SecretFiles {
    private final ConfigFolder folder;
    private final Problems problems;

    SecretFiles(ConfigFolder folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /** Where the secret under {@code key} lies, within the configuration; a problem where others could read it. */
    Optional<String> path(Section section, String key) {
        Optional<String> path = section.text(key);
        if (path.isEmpty()) {
            return path;
        }
        Place place = section.place(key);
        Optional<Path> secret = folder.locate(path.get(), place, problems);
        try {
            if (secret.isPresent() && !ConfigFolder.isPrivate(secret.get())) {
                problems.add(place, path.get() + " must have mode 0600, so that nobody else reads it");
            }
        } catch (IOException e) {
            problems.add(place, path.get() + " cannot be examined");
        }
        return path;
    }
}
