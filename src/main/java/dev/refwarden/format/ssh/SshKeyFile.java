package dev.refwarden.format.ssh;

import dev.refwarden.format.FileText;
import dev.refwarden.format.PrivateKeys;
import dev.refwarden.people.UnusableKey;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a file of SSH public keys, as people hand it in: with a byte order mark, ends of lines of Windows, comment lines
 * and comments in any script. Whatever else the file is, is named.
 */
final class SshKeyFile {

    private SshKeyFile() {}

    /**
     * A line that says something.
     *
     * @param number counted from 1
     */
    public record Line(int number, String text) {}

    /** @throws UnusableKey if the file is of another kind, with its name */
    public static List<Line> lines(byte[] file) throws UnusableKey {
        String text = FileText.of(file);
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
    static String onlyLine(byte[] file) throws UnusableKey {
        List<Line> lines = lines(file);
        if (lines.size() != 1) {
            throw new UnusableKey("it must hold one public key in one line");
        }
        return lines.get(0).text();
    }

    /** The key in its own words: type, Base64 and of the comment what can be seen, one blank between them. */
    static String enrolled(String line) {
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
        if (FileText.isUtf16(file)) {
            throw new UnusableKey("it is in UTF-16, as PowerShell writes files: save it as UTF-8");
        }
        if (PrivateKeys.isIn(file)) {
            throw new UnusableKey(PrivateKeys.words(file));
        }
        if (FileText.isKeybox(file)) {
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
}
