package dev.refwarden.git;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a commit is in history, read as leniently as Git itself reads it: enough to walk over
 * commits that no one judges, or that turn out malformed.
 *
 * @param parents the run of such lines right behind the {@code tree} line
 * @param claimedTime the committer's seconds since 1970, 0 where they cannot be read
 */
public record CommitLinks(List<ObjectId> parents, long claimedTime) {
    private static final byte[] PARENT = "parent ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] COMMITTER = "\ncommitter ".getBytes(StandardCharsets.US_ASCII);

    /** Of what cannot be read: a beginning of history. */
    public static final CommitLinks NONE = new CommitLinks(List.of(), 0);

    public CommitLinks {
        parents = List.copyOf(parents);
    }

    /** By the format of the commit's own id. */
    public static CommitLinks of(StoredObject.Raw raw) {
        return of(raw.bytes(), raw.id().format());
    }

    /** Of a commit in a repository of that format. */
    public static CommitLinks of(byte[] raw, ObjectFormat format) {
        List<ObjectId> parents = new ArrayList<>(2);
        int digits = format.hexDigits();
        int line = PARENT.length + digits + 1;
        int at = treeLine(format);
        while (at + line <= raw.length && startsWith(raw, at, PARENT)) {
            // Git follows a parent in capitals as well, though no tool of its own writes one.
            String hex =
                    new String(raw, at + PARENT.length, digits, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
            if (!format.isHex(hex)) {
                break;
            }
            parents.add(ObjectId.fromHex(hex));
            at += line;
        }
        return new CommitLinks(parents, claimedTime(raw, at - 1));
    }

    /** The tree that the first line names; absent where it names none. */
    public static Optional<ObjectId> tree(StoredObject.Raw commit) {
        byte[] raw = commit.bytes();
        ObjectFormat format = commit.id().format();
        if (raw.length < treeLine(format)) {
            return Optional.empty();
        }
        String hex = new String(raw, "tree ".length(), format.hexDigits(), StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT);
        return format.isHex(hex) ? Optional.of(ObjectId.fromHex(hex)) : Optional.empty();
    }

    private static int treeLine(ObjectFormat format) {
        return "tree ".length() + format.hexDigits() + 1;
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
