package dev.refwarden.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The one folder in which this process's tests put whatever is temporary. It goes away with the process, also when that
 * is interrupted; what a killed one left behind goes with the next run. Its name is short, since sockets live below it.
 */
public final class SuiteFolder {
    private static final Pattern NAME = Pattern.compile("rw-test-([0-9]{1,10})");
    private static final Path SYSTEM = Path.of(System.getProperty("java.io.tmpdir"));
    private static final Path FOLDER = open();

    private SuiteFolder() {}

    /** Other accounts may pass through, since some scenarios have a server of another account. */
    private static Path open() {
        Path folder = SYSTEM.resolve("rw-test-" + ProcessHandle.current().pid());
        try {
            sweep();
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(SuiteFolder::close));
        return folder;
    }

    public static Path path() {
        return FOLDER;
    }

    /** Ends what the tests started and still runs, then removes everything. */
    private static void close() {
        for (int attempt = 0; attempt < 5; attempt++) {
            List<ProcessHandle> running = ProcessHandle.current().descendants().toList();
            running.forEach(ProcessHandle::destroyForcibly);
            if (delete(FOLDER)) {
                return;
            }
        }
    }

    private static void sweep() throws IOException {
        try (Stream<Path> files = Files.list(SYSTEM)) {
            for (Path file : files.toList()) {
                Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
                if (name.matches()
                        && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
                    delete(file);
                }
            }
        }
    }

    /** Answers whether nothing is left; what another account or process holds is passed over. */
    public static boolean delete(Path folder) {
        try {
            Files.walkFileTree(folder, new Deletion());
            return !Files.exists(folder);
        } catch (IOException e) {
            return !Files.exists(folder);
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            // Some scenarios take the rights to a folder away.
            if (!Files.isWritable(folder)) {
                boolean ignored =
                        folder.toFile().setWritable(true) && folder.toFile().setExecutable(true);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @org.jspecify.annotations.Nullable IOException failure)
                throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
