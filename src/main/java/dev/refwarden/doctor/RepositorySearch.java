package dev.refwarden.doctor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Every repository below a folder: where HEAD, objects and refs lie together. What lies in a repository is not looked
 * into; symbolic links are followed, each folder once.
 */
final class RepositorySearch {
    private static final int DEEPEST = 12;

    private final List<Path> found = new ArrayList<>();
    private final List<Checked> troubles = new ArrayList<>();
    private final Set<Path> seen = new HashSet<>();

    static RepositorySearch below(Path folder) throws IOException {
        RepositorySearch search = new RepositorySearch();
        search.look(folder.toRealPath(), 0);
        return search;
    }

    List<Path> found() {
        return found;
    }

    /** Folders that could not be looked into. */
    List<Checked> troubles() {
        return troubles;
    }

    static boolean isRepository(Path folder) {
        return Files.exists(folder.resolve("HEAD"))
                && Files.isDirectory(folder.resolve("objects"))
                && Files.isDirectory(folder.resolve("refs"));
    }

    private void look(Path folder, int depth) throws IOException {
        if (!seen.add(folder)) {
            return;
        }
        if (isRepository(folder)) {
            found.add(folder);
            return;
        }
        if (depth == DEEPEST) {
            troubles.add(Checked.warn("", folder + " lies too deep and was not looked into", "name it with --all"));
            return;
        }
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Files::isDirectory)) {
            entries.forEach(folders::add);
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            troubles.add(Checked.fail("", folder + " cannot be looked into", "look as its owner, or as root"));
        }
        folders.sort(null);
        for (Path each : folders) {
            look(each.toRealPath(), depth + 1);
        }
    }
}
