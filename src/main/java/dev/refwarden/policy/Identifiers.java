package dev.refwarden.policy;

/** The spelling of ids: of people, groups and keys. */
public final class Identifiers {
    private static final int MAX = 100;

    private Identifiers() {}

    /** A person's id, the name of a file: lower-case letters, digits, dot, underscore, hyphen; a letter or digit first. */
    public static boolean isPerson(String id) {
        return isName(id, "._-", false);
    }

    /** A group's name: like a person's, capital letters too. */
    public static boolean isGroup(String name) {
        return isName(name, "._-", true);
    }

    /** A key's id: like a group's name, with {@code @} and {@code +}; never what could be a fingerprint instead. */
    public static boolean isKey(String id) {
        return isName(id, "._-@+", true) && !isHex(id);
    }

    private static boolean isName(String name, String marks, boolean capitals) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (capitals && c >= 'A' && c <= 'Z');
            if (!letter && (i == 0 || marks.indexOf(c) < 0)) {
                return false;
            }
        }
        return !name.isEmpty() && name.length() <= MAX;
    }

    private static boolean isHex(String id) {
        for (int i = 0; i < id.length(); i++) {
            if (Character.digit(id.charAt(i), 16) < 0) {
                return false;
            }
        }
        return id.length() >= 40;
    }
}
