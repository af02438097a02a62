package dev.refwarden.format;

import dev.refwarden.format.openpgp.OpenPgpFormat;
import dev.refwarden.format.ssh.SshFormat;
import dev.refwarden.format.x509.X509Format;
import dev.refwarden.git.SignedBytes;
import dev.refwarden.people.PublicKey;
import dev.refwarden.people.UnusableKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every format that signatures are judged in; the one place that names them. */
public final class SignatureFormats {
    /** In the order in which people read of them. Files and statements that bear no mark are taken for the first's. */
    public static final List<SignatureFormat> ALL = List.of(
            new SshFormat(), //
            new OpenPgpFormat(),
            new X509Format());

    private static final String BEGIN = "-----BEGIN ";
    private static final String DASHES = "-----";

    private SignatureFormats() {}

    /** Their names, as in people files. */
    public static List<String> names() {
        return ALL.stream().map(SignatureFormat::name).toList();
    }

    /** The format of an enrolled key. */
    public static SignatureFormat of(PublicKey key) {
        return ALL.stream()
                .filter(format -> format.owns(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a key of no format: " + key.fingerprint()));
    }

    /**
     * Checks the armored block that an object carries, whichever format it is of.
     *
     * @param armor the bytes of the header or trailing block: lines ended by LF or CRLF, the last
     *     line end may be missing
     * @param trailingAllowed whether text after the END line is passed over instead of refused
     */
    public static SignatureCheck check(SignedBytes signed, byte[] armor, boolean trailingAllowed, Keyring keys) {
        for (SignatureFormat format : ALL) {
            if (begins(armor, BEGIN + format.armorLabel() + DASHES)) {
                return format.check(signed, armor, trailingAllowed, keys);
            }
        }
        return new SignatureCheck.Unusable(
                Defect.MALFORMED, "the signature is malformed: it does not begin with the BEGIN line of a signature");
    }

    private static boolean begins(byte[] armor, String line) {
        int length = line.length();
        return armor.length > length
                && new String(armor, 0, length, StandardCharsets.ISO_8859_1).equals(line)
                && (armor[length] == '\n' || armor[length] == '\r');
    }

    /** Checks a signature over a statement; the parameters are those of {@link StatementSignatures#check}. */
    public static SignatureCheck checkStatement(byte[] signature, String purpose, SignedBytes statement, Keyring keys) {
        List<StatementSignatures> known = statements();
        return known.stream()
                .filter(one -> one.recognizes(signature))
                .findFirst()
                .orElse(known.get(0))
                .check(signature, purpose, statement, keys);
    }

    /** The commands that sign a file for {@code purpose}, one for each format in which statements are signed. */
    public static List<String> statementCommands(String purpose) {
        return statements().stream().map(one -> one.command(purpose)).toList();
    }

    private static List<StatementSignatures> statements() {
        return ALL.stream().flatMap(format -> format.statements().stream()).toList();
    }

    /** How a file that holds public keys is read. */
    public static KeyFiles keyFiles(byte[] file) {
        return ALL.stream()
                .map(SignatureFormat::keyFiles)
                .filter(files -> files.recognizes(file))
                .findFirst()
                .orElse(ALL.get(0).keyFiles());
    }

    /** The keys in a file of another program; the parameters are those of {@link KeyFiles#offers}. */
    public static List<KeyOffer> offers(byte[] file, List<String> owner) {
        List<SignatureFormat> order = new ArrayList<>(ALL.subList(1, ALL.size()));
        order.add(ALL.get(0));
        return order.stream()
                .flatMap(format -> format.keyFiles().offers(file, owner).stream())
                .findFirst()
                .orElse(List.of());
    }

    /**
     * The keys of a file that names itself whom they belong to; absent where it is no such file.
     *
     * @throws UnusableKey if it is a file of another kind that is known, with its name
     */
    public static Optional<List<KeyOffer>> signers(byte[] file) throws UnusableKey {
        for (SignatureFormat format : ALL) {
            Optional<List<KeyOffer>> signers = format.keyFiles().signers(file);
            if (signers.isPresent()) {
                return signers;
            }
        }
        return Optional.empty();
    }
}
