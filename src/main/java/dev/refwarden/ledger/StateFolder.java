package dev.refwarden.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.stream.Stream;

/** The STATE folder: private to one account, every write atomic. */
public final class StateFolder {
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

    /** The database of decisions. */
    Path ledger() {
        return root.resolve("ledger.db");
    }

    /** The newest line that this server has seen. */
    Path head() {
        return root.resolve("head");
    }

    /** The newest line that was copied for those who ship logs. */
    Path followed() {
        return root.resolve("followed");
    }

    /** Why lines could not be copied. */
    Path followFailure() {
        return root.resolve("followed.failed");
    }

    /** Which server of a fleet this is; there is none of it where the ledger is this server's alone. */
    Path node() {
        return root.resolve("node");
    }

    /** Gives the database to the owner of STATE. */
    void adoptLedger() throws IOException {
        for (String suffix : new String[] {"", "-wal", "-shm"}) {
            Path file = root.resolve("ledger.db" + suffix);
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                adopt(file);
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
        }
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

    /** The same, readable for its owner alone from the first moment on. */
    void replacePrivately(Path file, byte[] content) throws IOException {
        makeFolder(Objects.requireNonNull(file.getParent()));
        Path fresh = Files.createTempFile(
                Objects.requireNonNull(file.getParent()),
                "",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            writeFully(channel, content);
            channel.force(false);
        }
        adopt(fresh);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncFolder(Objects.requireNonNull(file.getParent()));
    }

    /** Gives a new file to the owner of STATE, so that one push by root does not lock that account out. */
    public void adopt(Path file) throws IOException {
        if (isForAnother()) {
            Files.getFileAttributeView(file, FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setOwner(Files.getOwner(root));
        }
    }

    /**
     * Sees to it that root, working in the folder of another account, is led nowhere by a link which that account put
     * there.
     *
     * @throws IOException if there is a symbolic link anywhere below STATE
     */
    public void refuseLinksToRoot() throws IOException {
        if (!isForAnother()) {
            return;
        }
        try (Stream<Path> all = Files.walk(root.toRealPath())) {
            for (Path one : (Iterable<Path>) all::iterator) {
                if (Files.isSymbolicLink(one)) {
                    throw new IOException(one + " is a symbolic link, and root follows none below STATE");
                }
            }
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
        return Caller.isRoot() && !Caller.isRoots(root);
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
