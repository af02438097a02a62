package dev.refwarden.format.openpgp;

import dev.refwarden.format.FileText;
import dev.refwarden.format.Malformed;
import dev.refwarden.people.UnusableKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is in the file of a certificate, whoever enrolled it: its packets, and what its signatures prove once
 * someone asked.
 */
final class OpenPgpContent {
    private static final int LARGEST_FILE = 8 << 20;
    /** Octets of the mark that Windows' editors put before text; no packet begins like one. */
    private static final int BYTE_ORDER_MARK = 3;

    private static final String BEGIN = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
    private static final String END = "-----END PGP PUBLIC KEY BLOCK-----";

    private final OpenPgpParts parts;
    private volatile @Nullable OpenPgpBindings bindings;

    private OpenPgpContent(OpenPgpParts parts) {
        this.parts = parts;
    }

    /**
     * Takes a file apart, armored or binary. Verifies nothing.
     *
     * @throws UnusableKey if it is not exactly one certificate, or its primary key can prove nothing
     */
    static OpenPgpContent read(byte[] file) throws UnusableKey {
        if (file.length > LARGEST_FILE) {
            throw new UnusableKey("the file is too large for a certificate");
        }
        OpenPgpParts parts = OpenPgpParts.read(binary(file));
        OpenPgpKey primary = parts.primary();
        // A weak one stays readable, so that its owner is told so, and no one else's push fails for it.
        if (primary.unsupported().isPresent()) {
            throw new UnusableKey(primary.disbelief());
        }
        return new OpenPgpContent(parts);
    }

    OpenPgpParts parts() {
        return parts;
    }

    /**
     * What its signatures prove among these certificates. Verified once and for all, except where it lets others revoke
     * it: that depends on whose certificates are there.
     */
    OpenPgpBindings bindings(OpenPgpRevokers known) {
        OpenPgpBindings verified = bindings;
        if (verified == null) {
            verified = new OpenPgpBindings(parts, known);
            if (!verified.dependOnOthers()) {
                bindings = verified;
            }
        }
        return verified;
    }

    /** The packets of a file that may be armored. */
    static byte[] binary(byte[] file) throws UnusableKey {
        if (FileText.isKeybox(file)) {
            throw new UnusableKey("it is a keybox of GnuPG: give what gpg --export --armor prints");
        }
        boolean marked = file.length > 2 && file[0] == (byte) 0xef && file[1] == (byte) 0xbb && file[2] == (byte) 0xbf;
        boolean armored = marked || (file.length > 0 && (file[0] & 0x80) == 0);
        return armored ? dearmored(file, marked ? BYTE_ORDER_MARK : 0) : file;
    }

    private static byte[] dearmored(byte[] file, int from) throws UnusableKey {
        String text = new String(file, from, file.length - from, StandardCharsets.ISO_8859_1).strip();
        if (text.contains("-----BEGIN PGP PRIVATE KEY BLOCK-----")) {
            throw new UnusableKey("it holds a SECRET key: export the public certificate, and trust this key no more"
                    + " if anybody else could read the file");
        }
        List<String> lines = text.lines().toList();
        if (lines.size() < 2 || !text.startsWith(BEGIN) || !text.endsWith(END)) {
            throw new UnusableKey(
                    "not an OpenPGP certificate: it is not one block from \"" + BEGIN + "\" to \"" + END + "\"");
        }
        if (text.indexOf(BEGIN, 1) >= 0) {
            throw new UnusableKey("the file holds several certificates: enrol each from a file of its own");
        }
        try {
            return OpenPgpArmor.decode(lines.subList(1, lines.size() - 1));
        } catch (Malformed e) {
            throw new UnusableKey("not an OpenPGP certificate: " + e.getMessage());
        }
    }
}
