package dev.refwarden.policy;

import dev.refwarden.policy.yaml.PolicyProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * A folder that another one may replace at any moment, by two renames between which there is none. What was read while that
 * happened may be of both, and is read again.
 */
public final class Replaceable {
    private static final int ATTEMPTS = 10;
    private static final long PAUSE_MILLIS = 10;

    private final Path folder;

    private Replaceable(Path folder) {
        this.folder = folder;
    }

    public static Replaceable of(Path folder) {
        return new Replaceable(folder);
    }

    /** Reads something out of the folder. */
    @FunctionalInterface
    public interface Reading<T> {
        public T read() throws PolicyProblems;
    }

    /** @throws IllegalStateException if the folder is being replaced all the time */
    public <T> T read(Reading<T> reading) throws PolicyProblems {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<Object> before = identity();
            try {
                T read = reading.read();
                if (before.equals(identity())) {
                    return read;
                }
            } catch (PolicyProblems e) {
                boolean stays = before.isPresent() ? before.equals(identity()) : !isBeingReplaced();
                if (attempt == ATTEMPTS || stays) {
                    throw e;
                }
            }
            pause();
        }
        throw new IllegalStateException(folder + " is being replaced all the time");
    }

    private Optional<Object> identity() {
        try {
            return Optional.ofNullable(
                    Files.readAttributes(folder, BasicFileAttributes.class).fileKey());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Without those that were before, there is nothing that could replace it. */
    private boolean isBeingReplaced() {
        return Files.isDirectory(folder.resolveSibling(folder.getFileName() + ".d"));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
