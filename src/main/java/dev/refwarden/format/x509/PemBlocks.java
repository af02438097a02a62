package dev.refwarden.format.x509;

import dev.refwarden.format.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The blocks of a PEM file (RFC 7468). Text between them is passed over. */
public final class PemBlocks {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    private PemBlocks() {}

    /** One block; {@code label} is such as {@code CERTIFICATE}. */
    record Block(String label, byte[] content) {}

    public static List<Block> read(byte[] file) throws Malformed {
        List<Block> blocks = new ArrayList<>();
        String label = "";
        StringBuilder base64 = new StringBuilder();
        for (String raw : new String(file, StandardCharsets.ISO_8859_1).split("\n", -1)) {
            String line = withoutMark(raw).strip();
            if (label.isEmpty()) {
                if (line.startsWith(BEGIN) && line.endsWith(DASHES)) {
                    label = line.substring(BEGIN.length(), line.length() - DASHES.length());
                }
            } else if (line.equals(END + label + DASHES)) {
                blocks.add(new Block(label, decoded(base64.toString())));
                label = "";
                base64.setLength(0);
            } else {
                base64.append(line);
            }
        }
        if (!label.isEmpty()) {
            throw new Malformed("the END line of a block is missing");
        }
        return blocks;
    }

    /** Without the mark of UTF-8 that Windows' editors put before text. */
    private static String withoutMark(String line) {
        return line.startsWith("\u00ef\u00bb\u00bf") ? line.substring(3) : line;
    }

    private static byte[] decoded(String base64) throws Malformed {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new Malformed("the Base64 of a block is damaged");
        }
    }
}
