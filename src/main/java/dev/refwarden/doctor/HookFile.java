package dev.refwarden.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A hook as it is in a file. */
record HookFile(Path path, String text) {
    private static final String MARKER = "refwarden pre-receive";
    private static final String LANDINGS = "refwarden post-receive";

    /** Absent where there is none. */
    static Optional<HookFile> of(Path path) throws IOException {
        return Files.isRegularFile(path)
                ? Optional.of(new HookFile(path, Files.readString(path, StandardCharsets.ISO_8859_1)))
                : Optional.empty();
    }

    /** The hooks that a dispatching hook runs, in its order. */
    static List<HookFile> allIn(Path folder) throws IOException {
        List<HookFile> hooks = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    of(file).ifPresent(hooks::add);
                }
            }
        }
        hooks.sort((one, other) -> one.path.compareTo(other.path));
        return hooks;
    }

    boolean isOurs() {
        return text.contains(MARKER);
    }

    /** Whether it tells Refwarden what has landed. */
    boolean tellsLandings() {
        return text.contains(LANDINGS);
    }

    boolean isExecutable() {
        return Files.isExecutable(path);
    }

    /** Whether it runs what lies in the folder next to it, as those of Gitea and Forgejo do. */
    boolean dispatches() {
        return text.contains(path.getFileName() + ".d");
    }

    /** What it runs in the end; absent where that is not as the installer writes it. */
    Optional<HookCall> call() {
        for (String line : text.split("\n", -1)) {
            Optional<HookCall> call = line.startsWith("exec ") ? HookCall.parse(line.substring(5)) : Optional.empty();
            if (call.isPresent()) {
                return call;
            }
        }
        return Optional.empty();
    }
}
