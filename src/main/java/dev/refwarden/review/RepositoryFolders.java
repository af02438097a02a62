package dev.refwarden.review;

import dev.refwarden.policy.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where repositories lie, by the names that the log gives them. */
public final class RepositoryFolders {
    private RepositoryFolders() {}

    /** Absent where there is none of this name below the server's root. */
    public static Optional<Path> find(Server server, String name) throws IOException {
        if (server.root().isEmpty()) {
            return Optional.empty();
        }
        Path root = Path.of(server.root().get()).normalize();
        for (String ending : List.of(".git", "", "/.git")) {
            Path folder = root.resolve(name + ending).normalize();
            if (folder.startsWith(root) && Files.exists(folder.resolve("HEAD"))) {
                return Optional.of(folder.toRealPath());
            }
        }
        return Optional.empty();
    }
}
