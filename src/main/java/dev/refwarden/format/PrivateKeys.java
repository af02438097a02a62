package dev.refwarden.format;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Knows private keys by their looks, so that no one enrols one. */
public final class PrivateKeys {
    private static final String PUTTY = "PuTTY-User-Key-File";
    private static final String PRIVATE = "PRIVATE KEY";
    private static final List<String> PGP_PACKETS_OF_SECRETS =
            List.of("\u0095", "\u0094", "\u0096", "\u0097", "\u00c5");

    private PrivateKeys() {}

    /** Whether the file is, or holds, a private key, in any of the forms in which one is kept. */
    public static boolean isIn(byte[] file) {
        String bytes = new String(file, StandardCharsets.ISO_8859_1);
        return isIn(FileText.of(file)) || PGP_PACKETS_OF_SECRETS.stream().anyMatch(bytes::startsWith);
    }

    /** What is said of a file that holds one. */
    public static String words(byte[] file) {
        String what = FileText.of(file).startsWith(PUTTY)
                ? "it is a PRIVATE key of PuTTY (.ppk): give what puttygen -L FILE prints"
                : "it holds a PRIVATE key: give the public one alone";
        return what + ", and trust this key no more if anybody else could read the file";
    }

    /** Whether the text is, or holds, a private key in armor or as PuTTY writes it. */
    public static boolean isIn(String text) {
        for (int at = text.indexOf(PRIVATE); at >= 0; at = text.indexOf(PRIVATE, at + 1)) {
            int end = at + PRIVATE.length();
            if (text.startsWith("-----", end) || text.startsWith(" BLOCK-----", end)) {
                return true;
            }
        }
        return text.startsWith(PUTTY);
    }
}
