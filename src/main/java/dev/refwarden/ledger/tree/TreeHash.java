package dev.refwarden.ledger.tree;

import dev.refwarden.crypto.Digests;
import dev.refwarden.format.ExactBase64;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** The SHA-256 of a leaf, a subtree or a whole tree (RFC 6962, section 2.1). Does not say of which of them. */
public final class TreeHash {
    public static final int BYTES = 32;

    /** The root of a tree without leaves: the SHA-256 of nothing. */
    public static final TreeHash EMPTY_TREE = new TreeHash(Digests.sha256().digest());

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final byte[] bytes;

    private TreeHash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The hash of a leaf. {@code line} is a line of the log without its line feed. */
    public static TreeHash ofLeaf(byte[] line) {
        MessageDigest sha256 = Digests.sha256();
        sha256.update(LEAF);
        return new TreeHash(sha256.digest(line));
    }

    /** The hash of the leaf that a line of the log is, given with its line feed. */
    public static TreeHash ofLine(byte[] line) {
        MessageDigest sha256 = Digests.sha256();
        sha256.update(LEAF);
        sha256.update(line, 0, Math.max(0, line.length - 1));
        return new TreeHash(sha256.digest());
    }

    /** The hash of the subtree whose two halves have these hashes. */
    public static TreeHash ofNode(TreeHash left, TreeHash right) {
        MessageDigest sha256 = Digests.sha256();
        sha256.update(NODE);
        sha256.update(left.bytes);
        return new TreeHash(sha256.digest(right.bytes));
    }

    /** @throws IllegalArgumentException if there are not 32 bytes */
    public static TreeHash ofBytes(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a tree hash has 32 bytes, not " + bytes.length);
        }
        return new TreeHash(bytes.clone());
    }

    /** Reads what {@link #hex} writes, and nothing else. */
    public static Optional<TreeHash> parseHex(String text) {
        if (text.length() != 2 * BYTES || !text.chars().allMatch(TreeHash::isLowerCaseHex)) {
            return Optional.empty();
        }
        return Optional.of(new TreeHash(HexFormat.of().parseHex(text)));
    }

    /** Reads what {@link #base64} writes, and nothing else. */
    public static Optional<TreeHash> parseBase64(String text) {
        try {
            return Optional.of(ofBytes(ExactBase64.decode(text)));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** 64 lower-case hex digits. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /** 44 characters, padded (RFC 4648, section 4). */
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static boolean isLowerCaseHex(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TreeHash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
