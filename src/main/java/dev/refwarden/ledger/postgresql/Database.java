package dev.refwarden.ledger.postgresql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A database, and the role by which it is connected to.
 *
 * @param url {@code jdbc:postgresql:…}
 * @param password the file that holds the role's password; absent where the database asks for none, or {@code .pgpass}
 *     holds it
 */
public record Database(String url, String user, Optional<Path> password) {
    /** What the URL begins with. */
    public static final String SCHEME = "jdbc:postgresql:";

    private static final int LONGEST_PASSWORD = 1_000;

    /** The same database by another role. */
    public Database as(String role, Optional<Path> itsPassword) {
        return new Database(url, role, itsPassword);
    }

    /** The URL without its parameters, which may hold secrets. */
    String place() {
        return url.split("\\?", 2)[0];
    }

    /** What the password's file says now, without white space around it. */
    Optional<String> readPassword() throws IOException {
        if (password.isEmpty()) {
            return Optional.empty();
        }
        if (Files.size(password.get()) > LONGEST_PASSWORD) {
            throw new IOException(password.get() + " is too long for a password");
        }
        String text = Files.readString(password.get(), StandardCharsets.UTF_8).strip();
        if (text.isEmpty()) {
            throw new IOException(password.get() + " is empty");
        }
        return Optional.of(text);
    }
}
