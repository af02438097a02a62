package dev.refwarden.object;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a commit stands in history, read as leniently as Git itself reads it: enough to walk over
 * commits that nobody judges, or that turn out malformed.
 *
 * @param parents the run of such lines right behind the {@code tree} line
 * @param claimedTime the committer's seconds since 1970, 0 where they cannot be read
 */
public record CommitLinks(List<ObjectId> parents, long claimedTime) {
    private static final byte[] PARENT = "parent ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] COMMITTER = "\ncommitter ".getBytes(StandardCharsets.US_ASCII);
    private static final int TREE_LINE = "tree ".length() + ObjectId.HEX_DIGITS + 1;
    private static final int PARENT_LINE = PARENT.length + ObjectId.HEX_DIGITS + 1;

    public CommitLinks {
        parents = List.copyOf(parents);
    }

    public static CommitLinks of(byte[] raw) {
        List<ObjectId> parents = new ArrayList<>(2);
        int at = TREE_LINE;
        while (at + PARENT_LINE <= raw.length && startsWith(raw, at, PARENT)) {
            // Git follows a parent in capitals as well, though no tool of its own writes one.
            String hex = new String(raw, at + PARENT.length, ObjectId.HEX_DIGITS, StandardCharsets.ISO_8859_1)
                    .toLowerCase(Locale.ROOT);
            if (!ObjectId.isHex(hex)) {
                break;
            }
            parents.add(ObjectId.fromHex(hex));
            at += PARENT_LINE;
        }
        return new CommitLinks(parents, claimedTime(raw, at - 1));
    }

    /** The tree that the first line names; absent where it names none. */
    public static Optional<ObjectId> tree(byte[] raw) {
        if (raw.length < TREE_LINE) {
            return Optional.empty();
        }
        String hex = new String(raw, "tree ".length(), ObjectId.HEX_DIGITS, StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT);
        return ObjectId.isHex(hex) ? Optional.of(ObjectId.fromHex(hex)) : Optional.empty();
    }

    private static long claimedTime(byte[] raw, int from) {
        for (int i = Math.max(0, from); i + COMMITTER.length < raw.length; i++) {
            if (raw[i] == '\n' && (raw[i + 1] == '\n' || startsWith(raw, i, COMMITTER))) {
                return raw[i + 1] == '\n' ? 0 : secondsAfterEmail(raw, i + COMMITTER.length);
            }
        }
        return 0;
    }

    private static long secondsAfterEmail(byte[] raw, int from) {
        int at = from;
        int end = from;
        while (end < raw.length && raw[end] != '\n') {
            if (raw[end] == '>') {
                at = end + 2;
            }
            end++;
        }
        long seconds = 0;
        for (int digits = 0; at < end && raw[at] >= '0' && raw[at] <= '9' && digits < 18; digits++) {
            seconds = seconds * 10 + raw[at++] - '0';
        }
        return seconds;
    }

    private static boolean startsWith(byte[] raw, int at, byte[] prefix) {
        if (raw.length - at < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (raw[at + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
