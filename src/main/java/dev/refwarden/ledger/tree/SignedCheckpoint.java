package dev.refwarden.ledger.tree;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checkpoints as notes (C2SP tlog-checkpoint): a log's origin, its tree's size and root, and its key's signature. */
public final class SignedCheckpoint {
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,18}");
    private static final int LINES = 3;

    private SignedCheckpoint() {}

    /**
     * Signs a checkpoint. A log must never sign two of which neither is a prefix of the other.
     *
     * @param origin names the log: {@code <server>/refwarden}
     * @throws IllegalArgumentException if the origin is empty or has a line feed or another control character
     */
    public static SignedNote sign(String origin, TreeHead head, LogKey key) {
        if (origin.isEmpty() || origin.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("not the origin of a log");
        }
        return key.sign(origin + "\n" + head.size() + "\n" + head.root().base64() + "\n");
    }

    /**
     * Reads and verifies a checkpoint.
     *
     * @param origin of the log that it should be of
     * @param key the log's key, from a source that is trusted
     */
    public static CheckpointCheck check(byte[] checkpoint, String origin, VerifierKey key) {
        ParsedNote parsed = ParsedNote.of(checkpoint);
        if (parsed instanceof SignedNote note) {
            return check(note, origin, key);
        }
        return new CheckpointCheck.Malformed(((ParsedNote.Malformed) parsed).detail());
    }

    private static CheckpointCheck check(SignedNote note, String origin, VerifierKey key) {
        // Extension lines may follow; they are signed with the rest, and nothing here reads them.
        List<String> lines = note.text().lines().toList();
        if (lines.size() < LINES || lines.contains("")) {
            return new CheckpointCheck.Malformed("not the lines origin, tree size and root hash");
        }
        if (!SIZE.matcher(lines.get(1)).matches()) {
            return new CheckpointCheck.Malformed("the tree size is not a decimal number in its shortest form");
        }
        Optional<TreeHead> head = head(lines.get(1), lines.get(2));
        if (head.isEmpty()) {
            return new CheckpointCheck.Malformed("no tree has this size and root hash");
        }
        if (!lines.get(0).equals(origin)) {
            return new CheckpointCheck.OtherLog(lines.get(0));
        }
        return switch (key.check(note)) {
            case VALID -> new CheckpointCheck.Valid(head.get(), note);
            case NO_SIGNATURE -> new CheckpointCheck.Unsigned();
            case BAD_SIGNATURE -> new CheckpointCheck.BadSignature();
        };
    }

    private static Optional<TreeHead> head(String size, String root) {
        try {
            long leaves = Long.parseLong(size);
            return TreeHash.parseBase64(root).map(hash -> new TreeHead(leaves, hash));
        } catch (IllegalArgumentException impossible) {
            return Optional.empty();
        }
    }
}
