package dev.refwarden.notify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that holds one secret. No message of an exception holds any of it. */
final class SecretFile {
    private static final int LONGEST = 8_192;

    private SecretFile() {}

    /** The one line in the file, without its end. */
    static String line(Path config, String name) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(config.resolve(name))) {
            bytes = in.readNBytes(LONGEST + 1);
        } catch (IOException e) {
            throw new IOException(name + " cannot be read", e);
        }
        String text = new String(bytes, StandardCharsets.UTF_8).strip();
        if (text.isEmpty() || bytes.length > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw new IOException(name + " does not hold exactly one line");
        }
        return text;
    }

    /** A line of printable ASCII without blanks, as headers and addresses take it. */
    static String word(Path config, String name) throws IOException {
        String text = line(config, name);
        if (text.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
            throw new IOException(name + " holds blanks, or characters beyond ASCII");
        }
        return text;
    }
}
