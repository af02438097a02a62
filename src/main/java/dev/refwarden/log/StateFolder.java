package dev.refwarden.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.stream.Stream;

/** The STATE folder: private to one account, every write atomic. */
public final class StateFolder {
    private static final String ROOT = "root";

    private final Path root;

    public StateFolder(Path root) {
        this.root = root;
    }

    public Path path() {
        return root;
    }

    Path logs() {
        return root.resolve("log");
    }

    /** Where it is kept when the commits of a repository were first accepted. */
    Path accepted(String name) {
        return root.resolve("accepted").resolve(fileName(name));
    }

    /** Where it is kept when each key was first met. */
    Path keys() {
        return root.resolve("keys");
    }

    /** Where a configuration is kept as it was understood. */
    Path configuration() {
        return root.resolve("configuration");
    }

    /** Where it is kept which statements were used. */
    Path used() {
        return root.resolve("used");
    }

    /** Where reviewers' index of the log is kept; the log is never read from there. */
    public Path index() {
        return root.resolve("index");
    }

    /** Where what is settled in a repository is kept. */
    Path repository(String name) {
        return root.resolve("repositories").resolve(fileName(name));
    }

    /** Where the name is kept under which a repository's folder was first seen. */
    Path folder(Path repository) {
        byte[] path = repository.toString().getBytes(StandardCharsets.UTF_8);
        return root.resolve("folders")
                .resolve(LineHash.hex(LineHash.sha256().digest(path)).substring(0, 40));
    }

    /** Where the objects of refused pushes are kept. */
    public Path evidence() {
        return root.resolve("evidence");
    }

    /** Makes a folder below STATE for its owner alone; one that is there stays as it is. */
    public void makeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (!Files.isDirectory(root)) {
            throw new IOException("there is no folder " + root);
        }
        try {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            adopt(folder);
        } catch (FileAlreadyExistsException e) {
            // Another hook was first.
        }
    }

    /** Replaces a file as a whole; after a power cut there is the old one or the new one. */
    void replace(Path file, byte[] content) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent());
        makeFolder(folder);
        // No other hook, and no other thread of this one, writes the same file meanwhile.
        Path fresh = file.resolveSibling(file.getFileName() + "." + Long.toString(System.nanoTime(), 36) + "-"
                + Thread.currentThread().getId() + ".new");
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            writeFully(channel, content);
            channel.force(false);
        }
        adopt(fresh);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncFolder(folder);
    }

    /** Gives a new file to the owner of STATE, so that one push by root does not lock that account out. */
    public void adopt(Path file) throws IOException {
        if (isForAnother()) {
            Files.setOwner(file, Files.getOwner(root));
        }
    }

    /** The same for a folder and everything in it. */
    public void adoptAll(Path folder) throws IOException {
        if (!isForAnother()) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : (Iterable<Path>) all::iterator) {
                adopt(one);
            }
        }
    }

    /** Whether root works in the folder of another account. */
    private boolean isForAnother() throws IOException {
        return ROOT.equals(System.getProperty("user.name"))
                && !ROOT.equals(Files.getOwner(root).getName());
    }

    static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static void writeFully(FileChannel channel, byte[] content) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** A repository's name as one path segment: letters, digits and {@code ._-} stay, all else is {@code %xx}. */
    public static String fileName(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        StringBuilder out = new StringBuilder();
        for (byte b : bytes) {
            boolean plain = (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || b == '-' || b == '_' || b == '.';
            out.append(plain && out.length() > 0 ? String.valueOf((char) b) : "%" + LineHash.hex(new byte[] {b}));
        }
        return out.length() <= 200
                ? out.toString()
                : "long-" + LineHash.hex(LineHash.sha256().digest(bytes));
    }
}
