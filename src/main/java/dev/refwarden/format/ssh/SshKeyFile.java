package dev.refwarden.format.ssh;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.refwarden.people.UnusableKey;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The lines of a file of SSH public keys, as people hand it in: with a byte order mark, ends of lines of Windows, comment lines
 * and comments in any script. Whatever else the file is, is named.
 */
public final class SshKeyFile {
    private static final byte[] UTF_8_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final int KEYBOX_MAGIC_AT = 8;
    private static final byte[] KEYBOX_MAGIC = "KBXf".getBytes(US_ASCII);
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUTTY = "PuTTY-User-Key-File";
    private static final List<String> PGP_PACKETS_OF_SECRETS =
            List.of("\u0095", "\u0094", "\u0096", "\u0097", "\u00c5");

    private SshKeyFile() {}

    /**
     * A line that says something.
     *
     * @param number counted from 1
     */
    public record Line(int number, String text) {}

    /** @throws UnusableKey if the file is of another kind, with its name */
    public static List<Line> lines(byte[] file) throws UnusableKey {
        String text = text(file);
        refuseOtherKinds(file, text);
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank() && !line.strip().startsWith("#")) {
                lines.add(new Line(number, line.strip()));
            }
        }
        return lines;
    }

    /** @throws UnusableKey if the file does not hold exactly one line that says something */
    public static String onlyLine(byte[] file) throws UnusableKey {
        List<Line> lines = lines(file);
        if (lines.size() != 1) {
            throw new UnusableKey("it must hold one public key in one line");
        }
        return lines.get(0).text();
    }

    /** Whether the file is a private key, in any of the forms in which one is kept. */
    public static boolean isPrivate(byte[] file) {
        String text = text(file);
        return holdsPrivateKey(text)
                || PGP_PACKETS_OF_SECRETS.stream().anyMatch(new String(file, ISO_8859_1)::startsWith);
    }

    /** What is said of a file that {@link #isPrivate}. */
    public static String privateWords(byte[] file) {
        String what = text(file).startsWith(PUTTY)
                ? "it is a PRIVATE key of PuTTY (.ppk): give what puttygen -L FILE prints"
                : "it holds a PRIVATE key: give the public one alone";
        return what + ", and trust this key no more if anybody else could read the file";
    }

    /** Whether the text is, or holds, a private key in armor or as PuTTY writes it. */
    public static boolean holdsPrivateKey(String text) {
        for (int at = text.indexOf(PRIVATE); at >= 0; at = text.indexOf(PRIVATE, at + 1)) {
            int end = at + PRIVATE.length();
            if (text.startsWith("-----", end) || text.startsWith(" BLOCK-----", end)) {
                return true;
            }
        }
        return text.startsWith(PUTTY);
    }

    /** Whether the file is what GnuPG keeps its public keys in. */
    public static boolean isKeybox(byte[] file) {
        return startsWith(Arrays.copyOfRange(file, Math.min(KEYBOX_MAGIC_AT, file.length), file.length), KEYBOX_MAGIC);
    }

    /** Whether the file begins with a mark that only text has. */
    public static boolean isMarkedAsText(byte[] file) {
        return startsWith(file, UTF_8_MARK) || isUtf16(file);
    }

    /** The key in its own words: type, Base64 and of the comment what can be seen, one blank between them. */
    public static String enrolled(String line) {
        StringBuilder out = new StringBuilder();
        line.codePoints().forEach(c -> {
            if (Character.isSpaceChar(c) || c == '\t') {
                out.append(' ');
            } else if (c != '"' && c != '\\' && isVisible(c)) {
                out.appendCodePoint(c);
            }
        });
        return out.toString().strip().replaceAll(" +", " ");
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private static void refuseOtherKinds(byte[] file, String text) throws UnusableKey {
        if (isUtf16(file)) {
            throw new UnusableKey("it is in UTF-16, as PowerShell writes files: save it as UTF-8");
        }
        if (isPrivate(file)) {
            throw new UnusableKey(privateWords(file));
        }
        if (isKeybox(file)) {
            throw new UnusableKey("it is a keybox of GnuPG: give what gpg --export --armor prints");
        }
        if (text.startsWith("---- BEGIN SSH2 PUBLIC KEY")) {
            throw new UnusableKey(
                    "it is in the form of RFC 4716, as PuTTY saves it: give what ssh-keygen -i -f FILE prints");
        }
        if (text.contains("-----BEGIN") && text.contains("PUBLIC KEY-----")) {
            throw new UnusableKey("it is a public key in PEM: give what ssh-keygen -i -m PKCS8 -f FILE prints");
        }
    }

    /** Comments in an encoding that nobody knows are read as Latin-1, which takes everything. */
    private static String text(byte[] file) {
        int from = startsWith(file, UTF_8_MARK) ? UTF_8_MARK.length : 0;
        ByteBuffer bytes = ByteBuffer.wrap(file, from, file.length - from);
        try {
            return UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            return new String(file, from, file.length - from, ISO_8859_1);
        }
    }

    private static boolean isUtf16(byte[] file) {
        return startsWith(file, new byte[] {(byte) 0xff, (byte) 0xfe})
                || startsWith(file, new byte[] {(byte) 0xfe, (byte) 0xff});
    }

    private static boolean startsWith(byte[] file, byte[] start) {
        return file.length >= start.length && Arrays.equals(file, 0, start.length, start, 0, start.length);
    }
}
