package dev.refwarden.hook;

import java.io.IOException;

/** The repository's name, by which policies know it, cannot be told. */
final class UnnamedRepository extends IOException {
    UnnamedRepository(String message) {
        super(message);
    }
}
