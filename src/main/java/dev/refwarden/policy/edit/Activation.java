package dev.refwarden.policy.edit;

import dev.refwarden.people.Person;
import dev.refwarden.policy.Server;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Puts a configuration in the place of another. CONFIG is and stays a folder, so that a copy of it is one too; those before
 * lie next to it, in {@code CONFIG.d}. Two {@code rename(2)} (POSIX) swap them; whoever reads meanwhile notices, and reads
 * again ({@link Configuration#load}).
 */
public final class Activation {
    private static final String FORMER = ".former";

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path config;
    private final Path store;
    private final String moment;

    public Activation(Path config, Instant now) {
        this.config = config.toAbsolutePath().normalize();
        this.store = this.config.resolveSibling(this.config.getFileName() + ".d");
        this.moment = NAME.format(now);
    }

    /** @param former where the one before is kept; empty if there was none, or it stayed */
    public record Outcome(Optional<Path> former, String digest) {}

    /**
     * @throws PolicyProblems if the candidate cannot be used; then nothing has changed
     * @throws IOException if files cannot be written; then the old configuration is still in force
     */
    public Outcome activate(Path candidate) throws IOException, PolicyProblems {
        Configuration configuration = Configuration.load(candidate);
        String digest = configuration.policy().digest();
        Path source = candidate.toRealPath();
        Optional<Path> present = present();
        if (present.isPresent() && present.get().equals(source)) {
            return new Outcome(Optional.empty(), digest);
        }
        Ownership ownership = new Ownership(present, secrets(configuration));
        if (!Files.isDirectory(store)) {
            Files.createDirectory(store);
            ownership.giveFolder(store);
        }
        try (FileChannel lock = FileChannel.open(
                store.resolve(".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS)) {
            takeAlone(lock);
            Path target = isKept(source) ? source : copied(source, digest, ownership);
            Optional<Path> former = swapAlone(target, present);
            if (former.isPresent()) {
                point(FORMER, former.get());
            }
            return new Outcome(former, digest);
        }
    }

    /**
     * The configuration before the present one.
     *
     * @throws IOException if none is kept
     */
    public Path former() throws IOException {
        Path link = store.resolve(FORMER);
        if (!Files.isSymbolicLink(link)) {
            throw new IOException("no configuration from before is kept next to " + config);
        }
        return link.toRealPath();
    }

    /** Makes a link in the store lead to {@code target}, at once. */
    private void point(String name, Path target) throws IOException {
        Path fresh = store.resolve(name + ".new");
        Files.deleteIfExists(fresh);
        Files.createSymbolicLink(fresh, store.toRealPath().relativize(target.toRealPath()));
        Files.move(fresh, store.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void takeAlone(FileChannel lock) throws IOException {
        try {
            if (lock.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            // Held within this very process, which comes to the same.
        }
        throw new IOException("another activation is under way");
    }

    private Optional<Path> present() throws IOException {
        if (!Files.exists(config)) {
            return Optional.empty();
        }
        if (!Files.isDirectory(config)) {
            throw new NotDirectoryException(config.toString());
        }
        return Optional.of(config.toRealPath());
    }

    private static Set<Path> secrets(Configuration configuration) {
        Set<Path> secrets = new HashSet<>();
        for (Person person : configuration.policy().people().all()) {
            person.oneTimeCode().ifPresent(path -> secrets.add(Path.of(path)));
        }
        configuration
                .server()
                .ledger()
                .flatMap(Server.FleetLedger::password)
                .ifPresent(path -> secrets.add(Path.of(path)));
        return secrets;
    }

    /** Whether this is a configuration from before, which need not be copied again. */
    private boolean isKept(Path source) throws IOException {
        return store.toRealPath().equals(source.getParent());
    }

    private Path copied(Path source, String digest, Ownership ownership) throws IOException, PolicyProblems {
        Path unfinished = Files.createTempDirectory(store, ".new-");
        try {
            new TreeCopy(source, unfinished, ownership).copy();
            if (!Configuration.load(unfinished).policy().digest().equals(digest)) {
                throw new IOException(source + " was changed while it was being copied");
            }
            return Files.move(
                    unfinished, unused(moment + "-" + digest.substring(7, 19)), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | PolicyProblems | RuntimeException e) {
            TreeCopy.delete(unfinished);
            throw e;
        }
    }

    private Path unused(String name) {
        Path path = store.resolve(name);
        for (int i = 2; Files.exists(path, LinkOption.NOFOLLOW_LINKS); i++) {
            path = store.resolve(name + "-" + i);
        }
        return path;
    }

    /** What is edited at this moment is not moved away under the editing. */
    private Optional<Path> swapAlone(Path fresh, Optional<Path> present) throws IOException {
        if (present.isEmpty()) {
            return swap(fresh, present);
        }
        try (FileChannel editing = ConfigEdit.lock(present.get())) {
            return editing.isOpen() ? swap(fresh, present) : Optional.empty();
        }
    }

    /** Moves {@code fresh} to CONFIG; where the configuration before is kept. */
    private Optional<Path> swap(Path fresh, Optional<Path> present) throws IOException {
        if (!Files.exists(config, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(fresh, config, StandardCopyOption.ATOMIC_MOVE);
            return present;
        }
        boolean linked = Files.isSymbolicLink(config);
        Path aside = linked ? store.resolve(".link") : unused(moment + "-former");
        Files.deleteIfExists(store.resolve(".link"));
        // Java offers no exchange of two names; between these two there is no CONFIG, and whoever wants to read it
        // waits.
        Files.move(config, aside, StandardCopyOption.ATOMIC_MOVE);
        try {
            Files.move(fresh, config, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.move(aside, config, StandardCopyOption.ATOMIC_MOVE);
            throw e;
        }
        if (linked) {
            Files.delete(aside);
            return present;
        }
        return Optional.of(aside);
    }
}
