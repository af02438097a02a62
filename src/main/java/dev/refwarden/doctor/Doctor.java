package dev.refwarden.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs every check. */
public final class Doctor {
    private static final int DEEPEST = 8;

    private Doctor() {}

    /** Looks at the installation, then at each repository. */
    public static List<Checked> look(Path config, Path state, List<Path> repositories, Instant now) throws IOException {
        List<Checked> found = new ArrayList<>(new InstallationChecks(config, state, now).run());
        for (Path repository : repositories) {
            found.addAll(new RepositoryChecks(repository, state).run());
        }
        return found;
    }

    /** Every repository below a folder: where HEAD, objects and refs lie together. */
    public static List<Path> repositoriesBelow(Path folder) throws IOException {
        try (Stream<Path> folders = Files.walk(folder, DEEPEST)) {
            return folders.filter(Doctor::isRepository).sorted().toList();
        }
    }

    private static boolean isRepository(Path folder) {
        return Files.exists(folder.resolve("HEAD"))
                && Files.isDirectory(folder.resolve("objects"))
                && Files.isDirectory(folder.resolve("refs"));
    }
}
