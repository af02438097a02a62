package dev.refwarden.policy.edit;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Who may read a new configuration: those who may read the present one. A file that is in both keeps owner, group and
 * mode of the present one; a new one gets them as its likes have them. Secrets have mode 0600, and stay at 0640 where
 * they are root's.
 */
public final class Ownership {
    private static final Set<PosixFilePermission> SECRET = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> SHARED_SECRET = PosixFilePermissions.fromString("rw-r-----");

    private final Optional<Path> present;
    private final Set<Path> secrets;

    /**
     * @param present the configuration in force; without one, files keep their modes but for others' writing
     * @param secrets which files of the new one are secret, by their places within it
     */
    public Ownership(Optional<Path> present, Set<Path> secrets) {
        this.present = present;
        this.secrets = secrets;
    }

    /** Gives a folder, not of the configuration itself, the ownership of the configuration's. */
    void giveFolder(Path folder) throws IOException {
        give(folder, Path.of(""), true);
    }

    /**
     * @param copy the new file or folder
     * @param relative its place within the configuration
     */
    void give(Path copy, Path relative, boolean folder) throws IOException {
        PosixFileAttributes own = attributes(copy);
        Optional<Path> likeness = likeness(relative, folder);
        Set<PosixFilePermission> mode = EnumSet.copyOf(own.permissions());
        if (likeness.isPresent()) {
            PosixFileAttributes like = attributes(likeness.get());
            giveAway(copy, own, like);
            if (Files.isDirectory(likeness.get()) == folder) {
                mode = EnumSet.copyOf(like.permissions());
            }
        }
        mode.remove(PosixFilePermission.GROUP_WRITE);
        mode.remove(PosixFilePermission.OTHERS_WRITE);
        boolean shared = present.filter(there -> Files.isRegularFile(there.resolve(relative)))
                        .isPresent()
                && mode.equals(SHARED_SECRET)
                && isRoots(copy);
        if (secrets.contains(relative) && !shared) {
            mode = SECRET;
        }
        Files.setPosixFilePermissions(copy, mode);
    }

    private static boolean isRoots(Path file) throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS));
    }

    /** What of the present configuration this one is most like: itself, what lies around it, the rules. */
    private Optional<Path> likeness(Path relative, boolean folder) {
        if (present.isEmpty()) {
            return Optional.empty();
        }
        Path same = present.get().resolve(relative);
        if (Files.exists(same) && Files.isDirectory(same) == folder) {
            return Optional.of(same);
        }
        Path around = same.getParent();
        if (secrets.contains(relative) && around != null && Files.isDirectory(around)) {
            return Optional.of(around);
        }
        Path rules = present.get().resolve("policy.yaml");
        return Optional.of(!folder && Files.isRegularFile(rules) ? rules : present.get());
    }

    private static void giveAway(Path copy, PosixFileAttributes own, PosixFileAttributes like) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(copy, PosixFileAttributeView.class);
        try {
            if (!own.owner().equals(like.owner())) {
                view.setOwner(like.owner());
            }
            if (!own.group().equals(like.group())) {
                view.setGroup(like.group());
            }
        } catch (FileSystemException e) {
            throw new IOException(
                    "cannot give the new files to " + like.owner() + ":" + like.group()
                            + ", who own the present ones: run this as root",
                    e);
        }
    }

    private static PosixFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
}
