package dev.refwarden.git;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Which names file systems take for {@code .git}, or for files that git itself reads: HFS+ passes over characters that do not
 * show, NTFS over dots and spaces at the end, over streams, and knows short names. As git's {@code is_hfs_dotgit} and {@code
 * is_ntfs_dotgit} have it. Names are bytes decoded as ISO 8859-1.
 */
final class DotGit {
    /** Without their dot; the beginning of the short name that NTFS makes of it when the usual ones are taken. */
    private static final Map<String, String> READ =
            Map.of("gitmodules", "gi7eba", "gitattributes", "gi7d29", "gitignore", "gi250a", "mailmap", "maba30");

    private static final int SHORT_NAME = 8;

    private DotGit() {}

    static boolean isDotGit(String name) {
        if (foldedByHfs(name).equals(".git")) {
            return true;
        }
        for (int from = 0; from >= 0; from = behindBackslash(name, from)) {
            if (isNtfs(name, from, ".git") || isNtfs(name, from, "git~1")) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is {@code .gitmodules}, {@code .gitattributes}, {@code .gitignore} or {@code .mailmap} somewhere. */
    static boolean isRead(String name) {
        String hfs = foldedByHfs(name);
        for (Map.Entry<String, String> file : READ.entrySet()) {
            if (hfs.equals("." + file.getKey())) {
                return true;
            }
            for (int from = 0; from >= 0; from = behindBackslash(name, from)) {
                if (isNtfs(name, from, "." + file.getKey()) || isShort(name, from, file.getKey(), file.getValue())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int behindBackslash(String name, int from) {
        return name.indexOf('\\', from) + 1 == 0 ? -1 : name.indexOf('\\', from) + 1;
    }

    /** {@code wanted} in any case, then only what NTFS drops from the end, or a stream's name. */
    private static boolean isNtfs(String name, int from, String wanted) {
        return name.regionMatches(true, from, wanted, 0, wanted.length())
                && isAscii(name, from, wanted.length())
                && isDropped(name, from + wanted.length());
    }

    private static boolean isDropped(String name, int from) {
        for (int i = from; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == ':' || c == '\\') {
                return true;
            }
            if (c != ' ' && c != '.') {
                return false;
            }
        }
        return true;
    }

    /** Short names: the first six letters and {@code ~1} to {@code ~4}, else a hash of the name and a number. */
    private static boolean isShort(String name, int from, String file, String hashed) {
        if (name.length() < from + SHORT_NAME) {
            return false;
        }
        char number = name.charAt(from + 7);
        if (name.regionMatches(true, from, file, 0, 6)
                && isAscii(name, from, 6)
                && name.charAt(from + 6) == '~'
                && number >= '1'
                && number <= '4') {
            return isDropped(name, from + SHORT_NAME);
        }
        int tilde = name.substring(from, from + SHORT_NAME).indexOf('~');
        if (tilde < 0
                || tilde > 6
                || !name.regionMatches(true, from, hashed, 0, tilde)
                || !isAscii(name, from, tilde)) {
            return false;
        }
        for (int i = tilde + 1; i < SHORT_NAME; i++) {
            char digit = name.charAt(from + i);
            if (digit < (i == tilde + 1 ? '1' : '0') || digit > '9') {
                return false;
            }
        }
        return isDropped(name, from + SHORT_NAME);
    }

    private static boolean isAscii(String name, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (name.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** The name as HFS+ compares it, ASCII letters in lower case; as for git, it ends where it is not a UTF-8. */
    private static String foldedByHfs(String name) {
        if (name.isEmpty() || (name.charAt(0) != '.' && name.charAt(0) < 0x80)) {
            return "";
        }
        CharBuffer text = CharBuffer.allocate(name.length());
        // What is before broken bytes is decoded all the same.
        StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(name.getBytes(StandardCharsets.ISO_8859_1)), text, true);
        StringBuilder folded = new StringBuilder(text.position());
        text.flip()
                .codePoints()
                .takeWhile(c -> c != 0xfffe && c != 0xffff)
                .filter(c -> !isIgnored(c))
                .forEach(c -> folded.appendCodePoint(c >= 'A' && c <= 'Z' ? c + 32 : c));
        return folded.toString();
    }

    private static boolean isIgnored(int c) {
        return (c >= 0x200c && c <= 0x200f)
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x206a && c <= 0x206f)
                || c == 0xfeff;
    }
}
