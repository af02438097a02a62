package dev.refwarden.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** The account that owns a file, and what it and others may do with it. */
record Account(int uid, int gid) {
    static Account of(Path path) throws IOException {
        return new Account((int) Files.getAttribute(path, "unix:uid"), (int) Files.getAttribute(path, "unix:gid"));
    }

    boolean owns(Path path) throws IOException {
        return of(path).uid == uid;
    }

    /** Whether this account may change the file or folder, by its owner, group and mode. */
    boolean canWrite(Path path) throws IOException {
        return may(
                path,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.GROUP_WRITE,
                PosixFilePermission.OTHERS_WRITE);
    }

    boolean canRead(Path path) throws IOException {
        return uid == 0
                || may(
                        path,
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.GROUP_READ,
                        PosixFilePermission.OTHERS_READ);
    }

    /** Whether anybody but the owner may change it. */
    static boolean othersCanWrite(Path path) throws IOException {
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(path);
        return mode.contains(PosixFilePermission.GROUP_WRITE) || mode.contains(PosixFilePermission.OTHERS_WRITE);
    }

    private boolean may(Path path, PosixFilePermission owner, PosixFilePermission group, PosixFilePermission others)
            throws IOException {
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(path);
        Account file = new Account((int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS), (int)
                Files.getAttribute(path, "unix:gid", LinkOption.NOFOLLOW_LINKS));
        if (file.uid == uid) {
            return mode.contains(owner);
        }
        return file.gid == gid ? mode.contains(group) : mode.contains(others);
    }
}
