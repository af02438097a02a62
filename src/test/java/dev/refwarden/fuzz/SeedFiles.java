package dev.refwarden.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Seeds that cannot be made again, and inputs at which a parser once failed: {@code src/test/resources/fuzz/TARGET}. */
public final class SeedFiles {
    static final Path FOLDER = Path.of("src/test/resources/fuzz");

    private SeedFiles() {}

    /** A file of a target. */
    public static byte[] one(String target, String name) {
        try {
            return Files.readAllBytes(FOLDER.resolve(target).resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All files of a target, by name; none where it has no folder. */
    static List<Path> of(String target) {
        Path folder = FOLDER.resolve(target);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
