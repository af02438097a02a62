package dev.refwarden.cli;

import dev.refwarden.policy.edit.Ownership;
import dev.refwarden.policy.edit.TreeCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A copy of a configuration that stays root's, and that the account of a STATE may read through its group, and not change.
 *
 * @param path the copy, which goes away with this
 */
record LentConfiguration(Path path) implements AutoCloseable {
    /** @throws IOException if it cannot be copied; then nothing is left of it */
    static LentConfiguration to(Path state, Path configuration) throws IOException {
        LentConfiguration lent = new LentConfiguration(Files.createTempDirectory("refwarden-config"));
        try {
            new TreeCopy(configuration.toRealPath(), lent.path, new Ownership(Optional.empty(), Set.of())).copy();
            lent.giveTo(Files.getAttribute(state, "unix:gid"));
            return lent;
        } catch (IOException | RuntimeException e) {
            lent.close();
            throw e;
        }
    }

    private void giveTo(Object group) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(path)) {
            all = files.toList();
        }
        for (Path one : all) {
            if (!Files.isSymbolicLink(one)) {
                Files.setAttribute(one, "unix:gid", group, LinkOption.NOFOLLOW_LINKS);
                Files.setPosixFilePermissions(
                        one, PosixFilePermissions.fromString(Files.isDirectory(one) ? "rwxr-x---" : "rw-r-----"));
            }
        }
    }

    @Override
    public void close() throws IOException {
        TreeCopy.delete(path);
    }
}
