package dev.refwarden.git.store;

import dev.refwarden.git.StoredObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.DeflaterOutputStream;

/**
 * A folder of objects, each in a file of its own, as git reads it.
 *
 * @param folder an object directory that no one else writes into
 */
record LooseObjects(Path folder) {
    /** Writes an object. @return how many bytes its file has */
    long write(StoredObject.Raw object) throws IOException {
        String name = object.id().hex();
        Path file =
                Files.createDirectories(folder.resolve(name.substring(0, 2))).resolve(name.substring(2));
        try (OutputStream out = new DeflaterOutputStream(Files.newOutputStream(file))) {
            out.write((object.type().word() + " " + object.bytes().length + "\0").getBytes(StandardCharsets.US_ASCII));
            out.write(object.bytes());
        }
        return Files.size(file);
    }
}
