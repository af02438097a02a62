package dev.refwarden.git.merge;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How much of one content stands in another, as git estimates it for renames: by lines, long ones in pieces of 64 bytes. Lines of
 * text are the same whether they end in CRLF or LF.
 */
final class Similarity {
    private static final int PIECE = 64;

    private Similarity() {}

    /** Whether at least half of the larger one came from the other. */
    static boolean isRename(byte[] from, byte[] to) {
        return 2L * copied(from, to) >= Math.max(from.length, to.length);
    }

    /** Bytes that both have. */
    static int copied(byte[] from, byte[] to) {
        Map<ByteBuffer, Integer> pieces = new HashMap<>();
        pieces(from, piece -> pieces.merge(piece, 1, Integer::sum));
        int[] copied = {0};
        pieces(to, piece -> {
            Integer left = pieces.get(piece);
            if (left != null && left > 0) {
                pieces.put(piece, left - 1);
                copied[0] += piece.limit() - piece.position();
            }
        });
        return copied[0];
    }

    private static void pieces(byte[] bytes, Consumer<ByteBuffer> taker) {
        boolean text = !TextMerge.isBinary(bytes);
        byte[] piece = new byte[PIECE];
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            boolean endsInCrLf = bytes[i] == '\r' && i + 1 < bytes.length && bytes[i + 1] == '\n';
            if (!text || !endsInCrLf) {
                piece[length++] = bytes[i];
            }
            if (length > 0 && (bytes[i] == '\n' || length == PIECE || i == bytes.length - 1)) {
                taker.accept(ByteBuffer.wrap(Arrays.copyOf(piece, length)));
                length = 0;
            }
        }
    }
}
