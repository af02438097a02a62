package dev.refwarden.git.store;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** {@code GIT_ALTERNATE_OBJECT_DIRECTORIES} for a process that works in another folder than git. */
public final class AlternatePaths {
    private AlternatePaths() {}

    /** The same paths, those that are relative made absolute; as it was where none is, or where it cannot be read. */
    public static String anchored(String variable, Path folder) {
        List<Path> paths;
        try {
            paths = AlternateDirectories.split(variable).stream().map(Path::of).toList();
        } catch (IllegalArgumentException e) {
            // Whoever opens the repository says that it cannot be read.
            return variable;
        }
        if (paths.stream().allMatch(Path::isAbsolute)) {
            return variable;
        }
        return joined(paths.stream().map(folder::resolve).toList());
    }

    /** The variable that says these paths. */
    static String joined(List<Path> paths) {
        return paths.stream().map(AlternatePaths::quoted).collect(Collectors.joining(":"));
    }

    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
