package dev.refwarden.review.retained;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The object files of a push that git holds in quarantine.
 *
 * @param quarantine the folder that git made for this push
 * @param files their places within it
 * @param size what they take on disk, each of them and each folder as whole blocks
 */
public record QuarantineFiles(Path quarantine, List<Path> files, long size) {
    private static final Pattern FAN_OUT = Pattern.compile("[0-9a-f]{2}");
    private static final Pattern LOOSE = Pattern.compile("[0-9a-f]{38}|[0-9a-f]{62}");
    private static final Pattern PACK = Pattern.compile("pack-([0-9a-f]{40}|[0-9a-f]{64})\\.(pack|idx|rev)");
    private static final int BLOCK = 4096;
    /** The folders around the objects. */
    private static final int BASE = 4 * BLOCK;

    public QuarantineFiles {
        files = List.copyOf(files);
    }

    /**
     * Lists the objects.
     *
     * @param secret the id of the push certificate, which can hold one-time codes and is left out; empty where there is none
     */
    public static QuarantineFiles of(Path quarantine, String secret) throws IOException {
        List<Path> files = new ArrayList<>();
        long size = BASE;
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(quarantine)) {
            for (Path folder : folders) {
                String name = folder.getFileName().toString();
                boolean loose = FAN_OUT.matcher(name).matches();
                if ((!loose && !name.equals("pack")) || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                    continue;
                }
                size += BLOCK;
                try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder)) {
                    for (Path file : inside) {
                        String id = file.getFileName().toString();
                        if ((loose ? LOOSE : PACK).matcher(id).matches()
                                && !(name + id).equals(secret)
                                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                            files.add(quarantine.relativize(file));
                            size += (Files.size(file) + BLOCK - 1) / BLOCK * BLOCK;
                        }
                    }
                }
            }
        }
        return new QuarantineFiles(quarantine, files, size);
    }

    /** Whether a path within an object directory is one of those that are listed here. */
    static boolean isOne(String path) {
        int end = path.indexOf('/');
        String folder = path.substring(0, Math.max(0, end));
        boolean loose = FAN_OUT.matcher(folder).matches();
        return (loose || folder.equals("pack"))
                && (loose ? LOOSE : PACK).matcher(path.substring(end + 1)).matches();
    }

    /** Links them into an object directory, or copies them where that is on another disk. */
    public void keepIn(Path objects) throws IOException {
        for (Path file : files) {
            Path copy = objects.resolve(file);
            Path folder = Objects.requireNonNull(copy.getParent());
            if (!Files.isDirectory(folder)) {
                Files.createDirectory(folder);
            }
            Path original = quarantine.resolve(file);
            try {
                Files.createLink(copy, original);
            } catch (FileSystemException | UnsupportedOperationException e) {
                Files.copy(original, copy, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }
}
