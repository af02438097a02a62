package dev.refwarden.format;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Knows private keys by their looks, so that nobody enrols one. */
public final class PrivateKeys {
    private static final String PRIVATE = "PRIVATE KEY";
    private static final List<String> PGP_PACKETS_OF_SECRETS =
            List.of("\u0095", "\u0094", "\u0096", "\u0097", "\u00c5");

    private PrivateKeys() {}

    /** Whether the file is, or holds, a private key, in any of the forms in which one is kept. */
    public static boolean isIn(byte[] file) {
        String bytes = new String(file, StandardCharsets.ISO_8859_1);
        return isIn(FileText.of(file)) || PGP_PACKETS_OF_SECRETS.stream().anyMatch(bytes::startsWith);
    }

    /** Whether the text is, or holds, a private key in armor or as PuTTY writes it. */
    public static boolean isIn(String text) {
        for (int at = text.indexOf(PRIVATE); at >= 0; at = text.indexOf(PRIVATE, at + 1)) {
            int end = at + PRIVATE.length();
            if (text.startsWith("-----", end) || text.startsWith(" BLOCK-----", end)) {
                return true;
            }
        }
        return text.startsWith("PuTTY-User-Key-File");
    }
}
