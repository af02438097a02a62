package dev.refwarden.ledger.tree;

import dev.refwarden.format.ExactBase64;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What both forms of a key have in common: {@code <name>+<key id>+<base64>}, the bytes of an Ed25519 key after a
 * byte that says so.
 *
 * @param signer the name and the key id as written, not yet compared with the key
 * @param key 32 bytes
 */
record KeyText(NoteSigner signer, byte[] key) {
    /** What the form of a secret key begins with. */
    static final String PRIVATE = "PRIVATE+KEY+";

    static final int KEY_BYTES = 32;

    private static final byte ED25519 = 1;
    private static final int KEY_ID_DIGITS = 8;

    static KeyText parse(String text) throws MalformedKey {
        // Base64 has plus signs of its own.
        String[] parts = text.split("\\+", 3);
        if (parts.length != 3) {
            throw new MalformedKey("not of the form name+id+key");
        }
        KeyName name = KeyName.parse(parts[0]).orElseThrow(() -> new MalformedKey("the name is malformed"));
        return new KeyText(new NoteSigner(name, keyId(parts[1])), key(parts[2]));
    }

    private static int keyId(String digits) throws MalformedKey {
        boolean isHex = digits.chars().allMatch(TreeHash::isLowerCaseHex);
        if (digits.length() != KEY_ID_DIGITS || !isHex) {
            throw new MalformedKey("the key id is not 8 lower-case hex digits");
        }
        return HexFormat.fromHexDigits(digits);
    }

    private static byte[] key(String base64) throws MalformedKey {
        byte[] typed = bytes(base64);
        if (typed.length == 0 || typed[0] != ED25519) {
            throw new MalformedKey("the key is not of type 1, Ed25519");
        }
        if (typed.length != 1 + KEY_BYTES) {
            throw new MalformedKey("the key does not have 32 bytes");
        }
        return Arrays.copyOfRange(typed, 1, typed.length);
    }

    private static byte[] bytes(String base64) throws MalformedKey {
        try {
            return ExactBase64.decode(base64);
        } catch (IllegalArgumentException e) {
            throw new MalformedKey("the key is not base64");
        }
    }

    /** The byte that says Ed25519, and the key. */
    static byte[] typed(byte[] key) {
        byte[] typed = new byte[1 + key.length];
        typed[0] = ED25519;
        System.arraycopy(key, 0, typed, 1, key.length);
        return typed;
    }

    static String write(NoteSigner signer, byte[] key) {
        return signer + "+" + Base64.getEncoder().encodeToString(typed(key));
    }
}
