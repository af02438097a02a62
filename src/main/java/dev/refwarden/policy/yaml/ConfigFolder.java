package dev.refwarden.policy.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.refwarden.crypto.Digests;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The files of one configuration. The folder is resolved once, so that all of them come from the same one even while
 * another is put in its place; none is read from outside it; each and all together are bounded in size.
 */
public final class ConfigFolder {
    public static final int MAX_FILE = 4 << 20;
    private static final long MAX_TOTAL = 64L << 20;

    private final Path root;
    private final Set<String> foldersInside = new HashSet<>();
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final MessageDigest digest = Digests.sha256();
    private long total;

    private ConfigFolder(Path root) {
        this.root = root;
        foldersInside.add("");
    }

    /** @throws PolicyProblems if there is no such folder */
    public static ConfigFolder open(Path folder) throws PolicyProblems {
        Problems problems = new Problems();
        try {
            Path root = folder.toRealPath();
            if (Files.isDirectory(root)) {
                return new ConfigFolder(root);
            }
            problems.add(Place.of(folder.toString()), "is not a directory");
        } catch (IOException e) {
            problems.add(Place.of(folder.toString()), words(e, "no such folder"));
        }
        problems.refuseAny();
        throw new IllegalStateException("a problem without a problem");
    }

    /** The folder itself, links resolved. */
    public Path root() {
        return root;
    }

    /** The names of the files directly in {@code folder}, sorted, hidden ones left out; nothing if it cannot be read. */
    public Optional<List<String>> list(String folder, Problems problems) {
        List<String> names = new ArrayList<>();
        try {
            if (isInside(folder)) {
                list(root.resolve(folder), names);
                Collections.sort(names);
                return Optional.of(names);
            }
            problems.add(Place.of(folder), "leads out of the configuration");
        } catch (NotDirectoryException e) {
            problems.add(Place.of(folder), "is not a directory");
        } catch (IOException e) {
            problems.add(Place.of(folder), words(e, "no such folder"));
        }
        return Optional.empty();
    }

    private static void list(Path folder, List<String> names) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (!name.startsWith(".")) {
                    names.add(name);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** The bytes of a file by its name within the folder; {@code blame} is who wants it. */
    public Optional<byte[]> read(String name, Place blame, Problems problems) {
        byte[] known = files.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<byte[]> bytes = readOnce(name, blame, problems);
        if (bytes.isPresent()) {
            hash(name.getBytes(UTF_8));
            hash(bytes.get());
        }
        return bytes;
    }

    private Optional<byte[]> readOnce(String name, Place blame, Problems problems) {
        String subject = blame.file().equals(name) ? "" : name + " ";
        try {
            Optional<Located> file = find(name, blame, problems);
            if (file.isEmpty()) {
                return Optional.empty();
            }
            byte[] bytes = read(file.get().path(), file.get().size());
            total += bytes.length;
            if (bytes.length > MAX_FILE || total > MAX_TOTAL) {
                String limit = bytes.length > MAX_FILE ? "4 MiB" : "64 MiB with the files before it";
                problems.add(blame, subject + "is larger than " + limit);
                return Optional.empty();
            }
            files.put(name, bytes);
            return Optional.of(bytes);
        } catch (IOException e) {
            problems.add(blame, subject + words(e, "does not exist"));
            return Optional.empty();
        }
    }

    /** The regular file of this name, wherever links inside the folder lead; nothing, and a problem, if there is none. */
    public Optional<Path> locate(String name, Place blame, Problems problems) {
        return find(name, blame, problems).map(Located::path);
    }

    /** @param size in bytes when it was looked at */
    private record Located(Path path, long size) {}

    private Optional<Located> find(String name, Place blame, Problems problems) {
        String subject = blame.file().equals(name) ? "" : name + " ";
        if (!isPathWithin(name)) {
            problems.add(blame, DisplayText.quoted(name) + " is not a path within the configuration");
            return Optional.empty();
        }
        try {
            Path file = root.resolve(name);
            BasicFileAttributes found = attributes(file, LinkOption.NOFOLLOW_LINKS);
            boolean inside = found.isSymbolicLink()
                    ? file.toRealPath().startsWith(root)
                    : isInside(name.substring(0, Math.max(0, name.lastIndexOf('/'))));
            if (inside && found.isSymbolicLink()) {
                found = attributes(file);
            }
            if (inside && found.isRegularFile()) {
                return Optional.of(new Located(file, found.size()));
            }
            problems.add(blame, subject + (inside ? "is not a regular file" : "leads out of the configuration"));
        } catch (IOException e) {
            problems.add(blame, subject + words(e, "does not exist"));
        } catch (InvalidPathException e) {
            problems.add(blame, DisplayText.quoted(name) + " cannot be the name of a file here");
        }
        return Optional.empty();
    }

    /** Whether no one but its owner may read or write this file: mode 0600 exactly; or 0640, where it is root's. */
    public static boolean isPrivate(Path file) throws IOException {
        Set<PosixFilePermission> mode = EnumSet.copyOf(Files.getPosixFilePermissions(file));
        if (Integer.valueOf(0).equals(Files.getAttribute(file, "unix:uid"))) {
            mode.remove(PosixFilePermission.GROUP_READ);
        }
        return mode.equals(EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    }

    /** {@code sha256:} and 64 hex digits over names and bytes of all files read, in the order of reading. */
    public String digest() {
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    /** Lengths keep the end of a name and the beginning of its file apart. */
    private void hash(byte[] part) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(part.length).array());
        digest.update(part);
    }

    private static byte[] read(Path file, long size) throws IOException {
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            byte[] bytes = new byte[(int) Math.min(size, MAX_FILE) + 1];
            int length = in.read(bytes);
            if (length == size) {
                return Arrays.copyOf(bytes, length);
            }
            // It is growing, or comes in pieces.
            int sofar = Math.max(length, 0);
            byte[] rest = in.readNBytes(MAX_FILE + 1 - sofar);
            byte[] all = Arrays.copyOf(bytes, sofar + rest.length);
            System.arraycopy(rest, 0, all, sofar, rest.length);
            return all;
        } catch (FileNotFoundException e) {
            // It was there a moment ago, so what failed is opening it.
            throw new AccessDeniedException(file.toString());
        }
    }

    private static BasicFileAttributes attributes(Path file, LinkOption... options) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, options);
    }

    /** @param folder relative to the root, which itself is empty */
    private boolean isInside(String folder) throws IOException {
        if (foldersInside.contains(folder)) {
            return true;
        }
        return root.resolve(folder).toRealPath().startsWith(root) && foldersInside.add(folder);
    }

    /** Whether {@code name} is relative and goes down only. */
    private static boolean isPathWithin(String name) {
        if (name.indexOf("./") < 0 && name.indexOf("//") < 0 && isOrdinary(name)) {
            return true;
        }
        for (String part : name.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return false;
            }
        }
        return true;
    }

    /** Whether neither its beginning nor its end could be anything but a name. */
    private static boolean isOrdinary(String name) {
        char last = name.isEmpty() ? '/' : name.charAt(name.length() - 1);
        return !name.startsWith("/") && !name.startsWith(".") && last != '/' && last != '.';
    }

    private static String words(IOException e, String absent) {
        if (e instanceof NoSuchFileException) {
            return absent;
        }
        return e instanceof AccessDeniedException ? "cannot be read: permission denied" : "cannot be read";
    }
}
