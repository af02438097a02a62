package dev.refwarden.hook;

import java.io.IOException;

/** The repository's name, by which policies know it, cannot be known. */
final class UnnamedRepository extends IOException {
    UnnamedRepository(String message) {
        super(message);
    }
}
