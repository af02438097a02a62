package dev.refwarden.ledger.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.OSInfo;

/**
 * SQLite's own code for this machine. The jar holds it, and every start would unpack it to a temporary folder; the
 * installer has that done once, and says in {@code org.sqlite.lib.path} where it lies.
 */
public final class NativeLibrary {
    private static final String NAME = "libsqlitejdbc.so";

    private NativeLibrary() {}

    /** @param arguments the folder that it goes to */
    public static void main(String[] arguments) throws IOException {
        String resource = "/org/sqlite/native/" + OSInfo.getNativeLibFolderPathForCurrentOS() + "/" + NAME;
        try (InputStream library = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
            if (library == null) {
                throw new IOException("there is no " + resource + " in the jar");
            }
            Path file = Path.of(arguments[0]).resolve(NAME);
            Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
