package dev.refwarden.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where repositories lie, and how they are called there; a folder keeps the name under which it was first seen. */
public final class RepositoryFolders {
    private RepositoryFolders() {}

    /** Where the repositories of this server lie, with the names under which they were last seen. */
    public static SortedMap<Path, String> all(Ledger ledger) throws IOException {
        SortedMap<Path, String> folders = new TreeMap<>();
        ledger.read(session -> {
            session.each(
                    "SELECT folder, name FROM places WHERE node = ?",
                    row -> folders.put(Path.of(row.getString(1)), row.getString(2)),
                    ledger.node());
            return folders;
        });
        return folders;
    }

    /** Whether anything was ever decided or declared of a repository by this name. */
    public static boolean isKnown(Ledger ledger, String repository) throws IOException {
        return ledger.read(session -> Repositories.idOf(session, repository).isPresent());
    }

    /** The name under which a folder was first seen, if it was. */
    public static Optional<String> nameOf(Ledger ledger, Path folder) throws IOException {
        return ledger.read(session -> Noted.Place.nameOf(session, new Noted.Place(ledger.node(), folder)));
    }
}
