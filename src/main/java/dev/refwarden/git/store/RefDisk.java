package dev.refwarden.git.store;

import dev.refwarden.git.RefName;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/**
 * The disk below a repository's refs.
 *
 * @param directory the repository's folder
 */
public record RefDisk(Path directory) {
    private static final int MOST_TRIED = 16;
    private static final String PROBE = ".refwarden-";

    /** Whether the file that holds the ref, or a folder above it, is a symbolic link, so that another ref would be written. */
    public boolean isLinked(RefName name) {
        Path at = directory;
        for (String level : name.value().split("/", -1)) {
            at = at.resolve(level);
            if (Files.isSymbolicLink(at)) {
                return true;
            }
            if (!Files.exists(at)) {
                return false;
            }
        }
        return false;
    }

    /**
     * Whether two spellings, of letters or of Unicode form, are one name here. Tried with what lies in the folder of branches;
     * where that is empty, with a file that git passes over.
     */
    public boolean takesSpellingsForOne() {
        Path branches = directory.resolve("refs/heads");
        try (DirectoryStream<Path> there = Files.newDirectoryStream(branches)) {
            int tried = 0;
            for (Path entry : there) {
                String name = String.valueOf(entry.getFileName());
                boolean tells = !name.startsWith(PROBE) && !flipped(name).equals(name);
                if (tells && isOneOfSeveral(entry, name)) {
                    return true;
                }
                tried += tells ? 1 : 0;
                if (tried == MOST_TRIED) {
                    return false;
                }
            }
            return isOneOfSeveral(branches, "heads") || (tried == 0 && tryOut(branches));
        } catch (IOException | InvalidPathException e) {
            // Without such a folder, or where nothing can be written, there are no such files.
            return false;
        }
    }

    private static boolean tryOut(Path folder) throws IOException {
        // Several pushes, of one process too, may try at the same time.
        String name = PROBE + ProcessHandle.current().pid() + "-" + System.nanoTime() + "-a\u00e9.lock";
        FileTime written = Files.getLastModifiedTime(folder);
        Path probe = Files.createFile(folder.resolve(name));
        try {
            return isOneOfSeveral(probe, name);
        } finally {
            Files.delete(probe);
            // When refs were last written is told by this time.
            Files.setLastModifiedTime(folder, written);
        }
    }

    private static boolean isOneOfSeveral(Path file, String name) throws IOException {
        List<String> others = List.of(
                flipped(name),
                Normalizer.normalize(name, Normalizer.Form.NFC),
                Normalizer.normalize(name, Normalizer.Form.NFD));
        for (String other : others) {
            Path there = file.resolveSibling(other);
            if (!other.equals(name) && Files.exists(there) && Files.isSameFile(file, there)) {
                return true;
            }
        }
        return false;
    }

    private static String flipped(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return upper.equals(name) ? name.toLowerCase(Locale.ROOT) : upper;
    }
}
