package dev.refwarden.cli;

import java.nio.file.Path;

/**
 * Files that the command line names. Where root's rights are needed for one, the installed {@code refwarden} opens it before
 * it gives them up, and says where in properties: {@code refwarden.named.1} is the name as it was typed, and
 * {@code refwarden.opened.1} the place, a descriptor such as {@code /proc/self/fd/3} or a copy.
 */
final class NamedFile {
    private static final int MOST = 4;

    private NamedFile() {}

    /** Where to read or write it; the name itself where no one opened it before. */
    static Path opened(Path named) {
        for (int i = 1; i <= MOST; i++) {
            String name = System.getProperty("refwarden.named." + i, "");
            if (!name.isEmpty() && Path.of(name).equals(named)) {
                return Path.of(System.getProperty("refwarden.opened." + i, name));
            }
        }
        return named;
    }
}
