package dev.refwarden.hook.gate;

import dev.refwarden.git.store.AlternatePaths;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A hook's environment for a process that works in another folder: where git's paths are relative, they are made absolute. */
final class AnchoredEnvironment {
    private static final List<String> PATHS = List.of("GIT_DIR", "GIT_OBJECT_DIRECTORY", "GIT_QUARANTINE_PATH");
    private static final String ALTERNATES = "GIT_ALTERNATE_OBJECT_DIRECTORIES";

    private AnchoredEnvironment() {}

    static Map<String, String> of(Map<String, String> environment, Path folder) {
        Map<String, String> anchored = new HashMap<>(environment);
        for (String variable : PATHS) {
            anchored.computeIfPresent(
                    variable,
                    (name, path) -> path.isEmpty() ? path : folder.resolve(path).toString());
        }
        anchored.computeIfPresent(ALTERNATES, (name, paths) -> AlternatePaths.anchored(paths, folder));
        return anchored;
    }
}
