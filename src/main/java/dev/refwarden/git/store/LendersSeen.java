package dev.refwarden.git.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.lib.RepositoryCache;

/**
 * From where each repository borrowed objects when it was last opened. JGit keeps what it opened as an alternate, and what that
 * borrows itself, for as long as the process lives; so where a repository borrows from elsewhere now, all of that is forgotten.
 */
final class LendersSeen {
    /** How far git follows one alternate to the next. */
    private static final int DEEPEST = 5;

    private static final int LONGEST = 1 << 20;
    private static final Map<Path, String> SEEN = new ConcurrentHashMap<>();

    private LendersSeen() {}

    /** To be called before a repository is opened. */
    static void look(GitEnvironment environment) {
        StringBuilder now = new StringBuilder();
        describe(environment.gitDir().resolve("objects"), 0, now);
        environment.alternates().forEach(folder -> describe(folder, 0, now));
        String before = SEEN.put(environment.gitDir().toAbsolutePath().normalize(), now.toString());
        if (before != null && !before.contentEquals(now)) {
            List.copyOf(RepositoryCache.getRegisteredKeys()).forEach(RepositoryCache::unregister);
        }
    }

    private static void describe(Path objects, int depth, StringBuilder to) {
        if (depth > DEEPEST || to.length() > LONGEST) {
            return;
        }
        try {
            Object key =
                    Files.readAttributes(objects, BasicFileAttributes.class).fileKey();
            to.append(objects).append(' ').append(key).append('\n');
            Path alternates = objects.resolve("info/alternates");
            if (Files.size(alternates) > LONGEST) {
                return;
            }
            for (String line : Files.readString(alternates).lines().toList()) {
                if (!line.isEmpty() && !line.startsWith("#")) {
                    describe(objects.resolve(line), depth + 1, to);
                }
            }
        } catch (IOException | InvalidPathException e) {
            to.append("nothing to read behind ").append(objects).append('\n');
        }
    }
}
