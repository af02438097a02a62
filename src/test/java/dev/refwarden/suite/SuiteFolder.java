package dev.refwarden.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The one folder in which this process's tests put whatever is temporary. It goes away with the process, also when that
 * is interrupted; what a killed one left behind goes with the next run. Its name is short, since sockets live below it.
 */
public final class SuiteFolder {
    private static final Path SYSTEM = Path.of(System.getProperty("java.io.tmpdir"));
    private static final Path FOLDER = open();

    private SuiteFolder() {}

    /** Other accounts may pass through, since some scenarios have a server of another account. */
    private static Path open() {
        Path folder = Leftovers.of(SYSTEM, ProcessHandle.current().pid());
        try {
            Leftovers.sweep(SYSTEM);
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
        ProcessHandle.current().descendants().toList().forEach(ProcessHandle::destroyForcibly);
        Leftovers.clear(FOLDER);
    }

    /** Answers whether nothing is left; what another account or process holds is passed over. */
    public static boolean delete(Path folder) {
        return Leftovers.delete(folder);
    }
}
