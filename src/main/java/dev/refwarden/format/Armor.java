package dev.refwarden.format;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines between the BEGIN and the END line of exactly one armored block.
 *
 * <p>Nothing may stand before the block. Behind it only empty lines may, unless trailing text is
 * passed over; another signature may not even then.
 */
public record Armor(List<String> lines) {
    private static final String DASHES = "-----";
    private static final String BEGIN = DASHES + "BEGIN ";

    /** Four times what the largest OpenPGP signature packet needs; others are far smaller. */
    private static final int LARGEST_BLOCK = 1 << 18;

    public Armor {
        lines = List.copyOf(lines);
    }

    /**
     * Reads one block.
     *
     * @param label such as {@code SSH SIGNATURE}
     * @param crlf whether lines may end in CRLF
     * @param trailingAllowed whether text behind the block is passed over
     */
    public static Armor read(byte[] armor, String label, boolean crlf, boolean trailingAllowed) throws Refused {
        ArmorLines in = new ArmorLines(armor);
        if (!in.hasNext() || !line(in, crlf).equals(BEGIN + label + DASHES)) {
            throw Refused.malformed("it does not begin with its BEGIN line");
        }
        List<String> body = body(in, DASHES + "END " + label + DASHES, crlf);
        checkTrailer(in, crlf, trailingAllowed);
        return new Armor(body);
    }

    private static List<String> body(ArmorLines in, String end, boolean crlf) throws Refused {
        List<String> body = new ArrayList<>();
        while (in.hasNext()) {
            String line = line(in, crlf);
            if (line.equals(end)) {
                return body;
            }
            if (line.startsWith(DASHES)) {
                throw Refused.malformed("its END line does not follow its BEGIN line");
            }
            if (in.position() > LARGEST_BLOCK) {
                throw Refused.malformed("it is larger than any signature");
            }
            body.add(line);
        }
        throw Refused.malformed("its END line is missing");
    }

    private static String line(ArmorLines in, boolean crlf) throws Refused {
        String line = in.next();
        if (!line.endsWith("\r")) {
            return line;
        }
        if (!crlf) {
            throw Refused.malformed("its lines end in CRLF");
        }
        return line.substring(0, line.length() - 1);
    }

    private static void checkTrailer(ArmorLines in, boolean crlf, boolean trailingAllowed) throws Refused {
        while (in.hasNext()) {
            String line = in.next();
            if (beginsSignature(line)) {
                throw Refused.malformed("there are several armored blocks");
            }
            boolean empty = line.isEmpty() || (crlf && line.equals("\r"));
            if (!empty && !trailingAllowed) {
                throw Refused.malformed("there is text behind its END line");
            }
        }
    }

    /** Whether Git takes the line for the beginning of a signature; a timestamp's block is none. */
    private static boolean beginsSignature(String line) {
        return line.startsWith(BEGIN + "PGP ")
                || line.startsWith(BEGIN + "SSH SIGNATURE")
                || line.startsWith(BEGIN + "SIGNED MESSAGE");
    }
}
