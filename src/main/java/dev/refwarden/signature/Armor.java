package dev.refwarden.signature;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines between the BEGIN and the END line of exactly one armored block.
 *
 * <p>Nothing may stand before the block. Behind it only empty lines may, unless trailing text is
 * passed over; another block may not even then.
 */
record Armor(List<String> lines) {
    private static final String DASHES = "-----";

    Armor {
        lines = List.copyOf(lines);
    }

    /**
     * Reads one block.
     *
     * @param label such as {@code SSH SIGNATURE}
     * @param crlf whether lines may end in CRLF
     * @param trailingAllowed whether text behind the block is passed over
     */
    static Armor read(byte[] armor, String label, boolean crlf, boolean trailingAllowed) throws Refused {
        List<String> all = lines(armor, crlf);
        if (!all.get(0).equals(DASHES + "BEGIN " + label + DASHES)) {
            throw Refused.malformed("it does not begin with its BEGIN line");
        }
        int end = all.indexOf(DASHES + "END " + label + DASHES);
        if (end < 0) {
            throw Refused.malformed("its END line is missing");
        }
        checkTrailer(all.subList(end + 1, all.size()), trailingAllowed);
        List<String> body = all.subList(1, end);
        for (String line : body) {
            if (line.startsWith(DASHES)) {
                throw Refused.malformed("another block begins within it");
            }
        }
        return new Armor(body);
    }

    private static void checkTrailer(List<String> trailer, boolean trailingAllowed) throws Refused {
        for (String line : trailer) {
            if (line.startsWith(DASHES + "BEGIN ")) {
                throw Refused.malformed("there are several armored blocks");
            }
            if (!line.isEmpty() && !trailingAllowed) {
                throw Refused.malformed("there is text behind its END line");
            }
        }
    }

    private static List<String> lines(byte[] armor, boolean crlf) throws Refused {
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= armor.length; i++) {
            if (i == armor.length || armor[i] == '\n') {
                int to = i;
                if (to > from && armor[to - 1] == '\r') {
                    if (!crlf) {
                        throw Refused.malformed("its lines end in CRLF");
                    }
                    to--;
                }
                lines.add(new String(armor, from, to - from, StandardCharsets.ISO_8859_1));
                from = i + 1;
            }
        }
        return lines;
    }
}
