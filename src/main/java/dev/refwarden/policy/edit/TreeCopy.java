package dev.refwarden.policy.edit;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A copy of a configuration's folder: files, folders and links that stay within it; hidden ones are left out. */
public final class TreeCopy {
    private final Path from;
    private final Path to;
    private final Ownership ownership;

    public TreeCopy(Path from, Path to, Ownership ownership) {
        this.from = from;
        this.to = to;
        this.ownership = ownership;
    }

    public void copy() throws IOException {
        List<Path> folders = new ArrayList<>();
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (!folder.equals(from)) {
                    if (isHidden(folder)) {
                        return FileVisitResult.SKIP_SUBTREE;
                    }
                    Files.createDirectory(to.resolve(from.relativize(folder)));
                }
                folders.add(from.relativize(folder));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!isHidden(file)) {
                    copy(file, attributes);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        // Only now, since a folder's new owner or mode might keep us from writing into it.
        for (Path folder : folders) {
            ownership.give(to.resolve(folder), folder, true);
        }
    }

    private void copy(Path file, BasicFileAttributes attributes) throws IOException {
        Path relative = from.relativize(file);
        Path copy = to.resolve(relative);
        if (attributes.isSymbolicLink()) {
            Path link = Files.readSymbolicLink(file);
            if (link.isAbsolute() || !file.toRealPath().startsWith(from)) {
                throw new IOException(relative + " is a link that leads out of the configuration");
            }
            Files.createSymbolicLink(copy, link);
        } else if (attributes.isRegularFile()) {
            Files.copy(file, copy);
            ownership.give(copy, relative, false);
        } else {
            throw new IOException(relative + " is not a regular file");
        }
    }

    private static boolean isHidden(Path path) {
        Path name = path.getFileName();
        return name != null && name.toString().startsWith(".");
    }

    /** Deletes a folder with all in it, without following links. */
    public static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
