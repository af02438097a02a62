package dev.refwarden.suite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What tests leave behind when they are interrupted or killed: folders, and processes that still write into them. */
final class Leftovers {
    private static final Pattern NAME = Pattern.compile("rw-test-([0-9]{1,10})");

    private Leftovers() {}

    /** The folder of the tests of a process. */
    static Path of(Path system, long process) {
        return system.resolve("rw-test-" + process);
    }

    /** Clears what processes that are no more left in the system's folder for temporary files. */
    static void sweep(Path system) throws IOException {
        try (Stream<Path> files = Files.list(system)) {
            for (Path file : files.toList()) {
                Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
                if (name.matches() && !isOwned(file, Long.parseLong(name.group(1)))) {
                    clear(file);
                }
            }
        }
    }

    /** A process that began after the folder was last changed only happens to have its owner's number. */
    private static boolean isOwned(Path folder, long process) throws IOException {
        Instant changed = Files.getLastModifiedTime(folder).toInstant();
        return ProcessHandle.of(process)
                .filter(ProcessHandle::isAlive)
                .flatMap(owner -> owner.info().startInstant())
                .filter(start -> start.isBefore(changed.plusSeconds(2)))
                .isPresent();
    }

    /** Ends what works in a folder, and removes it; again, since what was just ended may have written meanwhile. */
    static void clear(Path folder) {
        for (int attempt = 0; attempt < 10; attempt++) {
            endProcesses(folder);
            if (delete(folder)) {
                return;
            }
        }
    }

    /** Scripts of scenarios outlive the process that started them, and servers outlive those. */
    private static void endProcesses(Path folder) {
        ProcessHandle own = ProcessHandle.current();
        ProcessHandle.allProcesses()
                .filter(process -> !process.equals(own) && works(process, folder))
                .forEach(ProcessHandle::destroyForcibly);
    }

    /** Whether a process of ours names the folder in its environment or on its command line; told only where there is {@code /proc}. */
    private static boolean works(ProcessHandle process, Path folder) {
        Path told = Path.of("/proc", String.valueOf(process.pid()));
        return names(told.resolve("environ"), folder) || names(told.resolve("cmdline"), folder);
    }

    private static boolean names(Path file, Path folder) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            return Pattern.compile(Pattern.quote(folder.toString()) + "(?![0-9])")
                    .matcher(text)
                    .find();
        } catch (IOException e) {
            return false;
        }
    }

    /** Answers whether nothing is left; what another account or process holds is passed over. */
    static boolean delete(Path folder) {
        try {
            Files.walkFileTree(folder, new Deletion());
            return !Files.exists(folder);
        } catch (IOException e) {
            return deleteDeep(folder);
        }
    }

    /** Java reaches no path longer than the system takes at once; a program that goes down folder by folder does. */
    private static boolean deleteDeep(Path folder) {
        try {
            new ProcessBuilder("rm", "-rf", "--", folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !Files.exists(folder);
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
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
