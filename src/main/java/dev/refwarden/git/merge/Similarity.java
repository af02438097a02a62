package dev.refwarden.git.merge;

import java.util.Arrays;

/**
 * What a content is made of, as git estimates it for renames: lines, long ones in pieces of 64 bytes. Lines of text are the same
 * whether they end in CRLF or LF.
 *
 * @param size of the whole content in bytes
 * @param pieces in order; each a hash, with the piece's length in the low seven bits
 */
record Similarity(int size, long[] pieces) {
    /** What git calls entirely similar. */
    static final int ALL = 60_000;

    private static final int PIECE = 64;
    private static final long LENGTH = 0x7f;
    private static final long MULTIPLIER = 0x5851f42d4c957f2dL;

    static Similarity of(byte[] content) {
        long[] pieces = new long[16];
        int count = 0;
        boolean text = !TextMerge.isBinary(content);
        long hash = 1;
        int length = 0;
        for (int i = 0; i < content.length; i++) {
            boolean endsInCrLf = content[i] == '\r' && i + 1 < content.length && content[i + 1] == '\n';
            if (!text || !endsInCrLf) {
                hash = (hash ^ ((content[i] & 0xff) + 1)) * MULTIPLIER;
                hash ^= hash >>> 29;
                length++;
            }
            if (length > 0 && (content[i] == '\n' || length == PIECE || i == content.length - 1)) {
                if (count == pieces.length) {
                    pieces = Arrays.copyOf(pieces, 2 * count);
                }
                pieces[count++] = (hash & ~LENGTH) | length;
                hash = 1;
                length = 0;
            }
        }
        pieces = Arrays.copyOf(pieces, count);
        Arrays.sort(pieces);
        return new Similarity(content.length, pieces);
    }

    /** How much of the larger content comes from the other, of {@link #ALL}; 0 where sizes alone show that it is less than half. */
    int score(Similarity to) {
        int larger = Math.max(size, to.size);
        return larger == 0 || 2L * Math.min(size, to.size) < larger ? 0 : (int) ((long) copied(to) * ALL / larger);
    }

    /** Bytes that both have. */
    int copied(Similarity to) {
        int copied = 0;
        int i = 0;
        int j = 0;
        while (i < pieces.length && j < to.pieces.length) {
            if (pieces[i] == to.pieces[j]) {
                copied += (int) (pieces[i] & LENGTH);
                i++;
                j++;
            } else if (pieces[i] < to.pieces[j]) {
                i++;
            } else {
                j++;
            }
        }
        return copied;
    }
}
