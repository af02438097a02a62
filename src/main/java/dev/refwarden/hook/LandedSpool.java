package dev.refwarden.hook;

import dev.refwarden.git.RefUpdate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * {@code STATE/run/landed}: what {@code post-receive} saw land while no gate listened, for the next hook of the
 * repository. Each file is the repository's folder, LF, and what git gave to {@code post-receive}. Nothing rests on it but
 * time: what is missing there, later hooks see by the refs themselves.
 */
final class LandedSpool {
    private static final int MOST_FILES = 2_000;
    private static final int MOST_UPDATES = 10_000;
    /** More than the hook writes into one. */
    private static final int MOST_BYTES = 4 << 20;

    private static final Set<OpenOption> READING = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    /** By then nothing waits for it any more. */
    private static final Duration KEPT = Duration.ofHours(24);

    private final Path spool;
    private final Instant now;

    /** @param now the server's clock */
    LandedSpool(Path state, Instant now) {
        this.spool = state.resolve("run").resolve("landed");
        this.now = now;
    }

    /**
     * What is said of one repository.
     *
     * @param updates which landed
     * @param files that say so, to be deleted once the ledger does
     */
    record Told(List<RefUpdate> updates, List<Path> files) {
        static final Told NOTHING = new Told(List.of(), List.of());

        Told {
            updates = List.copyOf(updates);
            files = List.copyOf(files);
        }

        /** With what git itself says just now. */
        Told and(List<RefUpdate> more) {
            List<RefUpdate> all = new ArrayList<>(updates);
            all.addAll(more);
            return new Told(all, files);
        }

        /** Deletes the files; what cannot be deleted is read once more, and says nothing new. */
        void forget() {
            files.forEach(LandedSpool::delete);
        }
    }

    /**
     * Reads what is said of a repository; deletes what no one can read, or is too old.
     *
     * @param folder of the repository, by its real path
     * @param isOver whether there is no time for more
     */
    Told read(Path folder, BooleanSupplier isOver) {
        if (!Files.isDirectory(spool, LinkOption.NOFOLLOW_LINKS)) {
            return Told.NOTHING;
        }
        List<RefUpdate> updates = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        int seen = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(spool)) {
            for (Path file : all) {
                if (++seen > MOST_FILES || isOver.getAsBoolean()) {
                    break;
                }
                Optional<List<RefUpdate>> told = read(file, folder);
                if (told.isPresent() && updates.size() + told.get().size() <= MOST_UPDATES) {
                    updates.addAll(told.get());
                    files.add(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // What was read so far is as good without the rest.
        }
        return new Told(updates, files);
    }

    private Optional<List<RefUpdate>> read(Path file, Path folder) {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            boolean old = found.lastModifiedTime().toInstant().plus(KEPT).isBefore(now);
            boolean unfinished = String.valueOf(file.getFileName()).endsWith(".new");
            if (old || (!unfinished && (!found.isRegularFile() || found.size() > MOST_BYTES))) {
                delete(file);
                return Optional.empty();
            }
            return unfinished ? Optional.empty() : updates(file, folder);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<List<RefUpdate>> updates(Path file, Path folder) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file, READING.toArray(OpenOption[]::new))) {
            bytes = in.readNBytes(MOST_BYTES);
        }
        int end = 0;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        boolean whole = end < bytes.length && bytes[0] == '/';
        if (whole && !folder.toString().equals(new String(bytes, 0, end, StandardCharsets.UTF_8))) {
            return Optional.empty();
        }
        try {
            if (whole) {
                byte[] lines = Arrays.copyOfRange(bytes, end + 1, bytes.length);
                return Optional.of(PushedUpdates.read(new ByteArrayInputStream(lines)));
            }
        } catch (MalformedPush e) {
            // No hook wrote this.
        }
        delete(file);
        return Optional.empty();
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            return;
        }
    }
}
