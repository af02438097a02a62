package dev.refwarden.policy.edit;

import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Changes files of a configuration: tried on a copy of the whole first, and then each put in place at once. A
 * configuration that is broken before or after is left as it was.
 */
public final class ConfigEdit {
    /** A file of its own: POSIX gives up every lock on a file as soon as the process closes it, read or not. */
    private static final String LOCK = ".lock";

    private final Path config;
    private final Path folder;
    private final Optional<Object> identity;
    private final Map<String, String> changes = new LinkedHashMap<>();
    private final Map<String, String> originals = new HashMap<>();

    /** @throws PolicyProblems if the configuration cannot be used as it is */
    public ConfigEdit(Path config) throws PolicyProblems {
        this.config = config;
        this.folder = Configuration.load(config).folder();
        this.identity = identity(folder);
    }

    /** By which a folder is known again, whatever it is called; absent where it is not there. */
    private static Optional<Object> identity(Path folder) {
        try {
            return Optional.ofNullable(
                    Files.readAttributes(folder, BasicFileAttributes.class).fileKey());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Keeps the configuration in {@code folder} from being edited until it is closed. */
    static FileChannel lock(Path folder) throws IOException {
        FileChannel channel = FileChannel.open(
                folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        FileLock held = channel.lock();
        if (!held.isValid()) {
            channel.close();
            throw new IOException("the configuration cannot be locked");
        }
        return channel;
    }

    /** The text of a file as it will be. */
    public String text(String name) throws IOException {
        String changed = changes.get(name);
        if (changed == null) {
            changed = Files.readString(folder.resolve(name), StandardCharsets.UTF_8);
            originals.put(name, changed);
        }
        return changed;
    }

    public boolean exists(String name) {
        return changes.containsKey(name) || Files.exists(folder.resolve(name));
    }

    /** @throws IllegalArgumentException if the name leads out of the configuration */
    public void change(String name, String text) {
        if (!folder.resolve(name).normalize().equals(folder.resolve(name))
                || Path.of(name).isAbsolute()) {
            throw new IllegalArgumentException(name + " is not a name of a file here");
        }
        changes.put(name, text);
    }

    /**
     * Puts the changes in place, one file after the other, those first that others refer to.
     *
     * @throws PolicyProblems if the configuration could not be used with the changes
     */
    public void apply() throws IOException, PolicyProblems {
        try (FileChannel lock = lock(folder)) {
            if (!lock.isOpen()) {
                throw new IOException("the configuration cannot be locked");
            }
            ownership().give(folder.resolve(LOCK), Path.of(Configuration.POLICY), false);
            refuseIfChangedMeanwhile();
            tryOnCopy();
            for (Map.Entry<String, String> change : changes.entrySet()) {
                put(change.getKey(), change.getValue());
            }
        }
    }

    private void refuseIfChangedMeanwhile() throws IOException {
        if (!config.toRealPath().equals(folder) || !identity(folder).equals(identity)) {
            throw new IOException("another configuration was activated just now; nothing was done");
        }
        for (Map.Entry<String, String> original : originals.entrySet()) {
            String now = Files.readString(folder.resolve(original.getKey()), StandardCharsets.UTF_8);
            if (!now.equals(original.getValue())) {
                throw new IOException(original.getKey() + " was changed by someone else just now; nothing was done");
            }
        }
        for (String name : changes.keySet()) {
            if (!originals.containsKey(name) && Files.exists(folder.resolve(name))) {
                throw new IOException(name + " is there already; nothing was done");
            }
        }
    }

    private void tryOnCopy() throws IOException, PolicyProblems {
        Path trial = Files.createTempDirectory("refwarden");
        try {
            copy(folder, trial);
            for (Map.Entry<String, String> change : changes.entrySet()) {
                Files.createDirectories(trial.resolve(change.getKey()).resolveSibling("."));
                Files.writeString(trial.resolve(change.getKey()), change.getValue());
            }
            Configuration.load(trial);
        } finally {
            delete(trial);
        }
    }

    /** There is the old file or the new one, whole, whenever the machine stops. */
    private void put(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Path around = Objects.requireNonNull(file.getParent());
        Ownership ownership = ownership();
        if (!Files.isDirectory(around)) {
            Files.createDirectory(around);
            ownership.give(around, folder.relativize(around), true);
        }
        Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        ownership.give(fresh, Path.of(name), false);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Ownership ownership() {
        return new Ownership(Optional.of(folder), Set.of());
    }

    /** Leaves out what no one reads as a file: pipes, and links to nothing, such as the locks of editors. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Path copy = to.resolve(from.relativize(path).toString());
                if (Files.isRegularFile(path) && !path.equals(from.resolve(LOCK))) {
                    Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
                } else if (Files.isDirectory(path) && !Files.exists(copy)) {
                    Files.createDirectory(copy);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }
}
