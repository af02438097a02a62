package dev.refwarden.policy.edit;

import dev.refwarden.format.openpgp.OpenPgpCertificate;
import dev.refwarden.format.openpgp.OpenPgpReduction;
import dev.refwarden.format.ssh.SshKeyFile;
import dev.refwarden.format.ssh.SshPublicKey;
import dev.refwarden.format.x509.Certificate;
import dev.refwarden.format.x509.Malformed;
import dev.refwarden.format.x509.PemBlocks;
import dev.refwarden.people.KeyId;
import dev.refwarden.people.People;
import dev.refwarden.people.Person;
import dev.refwarden.people.UnusableKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * What a file of a public key becomes in a people file.
 *
 * @param lines of the entry, beside id and dates
 * @param copyName where a copy of the file goes, relative to the configuration; empty where none is wanted
 * @param copy its content
 * @param note what was left out; empty where nothing was
 */
record KeyFile(List<String> lines, String copyName, String copy, String note) {
    private static final int PGP_PACKET = 0x80;

    /**
     * Looks what kind of key the file holds.
     *
     * @param authority the path of an authority in the configuration, empty where none was given
     * @throws IllegalArgumentException if it cannot be enrolled, with the reason
     */
    static KeyFile of(byte[] file, KeyId id, Person person, String authority) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        refusePrivate(file);
        if (text.contains("-----BEGIN PGP")) {
            return openPgp(file, text, id);
        }
        if (file.length > 0 && (file[0] & PGP_PACKET) != 0 && !SshKeyFile.isMarkedAsText(file)) {
            return openPgp(file, armored(file), id);
        }
        if (text.contains("-----BEGIN CERTIFICATE-----")) {
            return certificate(file, text, id, person, authority);
        }
        try {
            String line = SshKeyFile.onlyLine(file);
            SshPublicKey.parse(line).validate();
            return new KeyFile(List.of("ssh: \"" + SshKeyFile.enrolled(line) + "\""), "", "", "");
        } catch (UnusableKey e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The keys of a file, each by itself; a file of any other kind than lines of SSH keys is one. */
    static List<byte[]> split(byte[] file) {
        if (kind(file).equals("openpgp") || kind(file).equals("x509") || SshKeyFile.isPrivate(file)) {
            return List.of(file);
        }
        try {
            List<byte[]> keys = new ArrayList<>();
            for (SshKeyFile.Line line : SshKeyFile.lines(file)) {
                keys.add(line.text().getBytes(StandardCharsets.UTF_8));
            }
            return keys.size() > 1 ? keys : List.of(file);
        } catch (UnusableKey e) {
            // Whoever reads it says why.
            return List.of(file);
        }
    }

    /** What an id made up for such a key ends in. */
    static String kind(byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        if (text.contains("-----BEGIN CERTIFICATE-----")) {
            return "x509";
        }
        boolean packets = file.length > 0 && (file[0] & PGP_PACKET) != 0 && !SshKeyFile.isMarkedAsText(file);
        if (text.contains("-----BEGIN PGP") || packets) {
            return "openpgp";
        }
        try {
            return SshPublicKey.parse(SshKeyFile.onlyLine(file))
                    .type()
                    .keyType()
                    .yamlName();
        } catch (UnusableKey e) {
            return "key";
        }
    }

    private static void refusePrivate(byte[] file) {
        if (SshKeyFile.isPrivate(file)) {
            throw new IllegalArgumentException(SshKeyFile.privateWords(file));
        }
    }

    private static KeyFile openPgp(byte[] file, String armored, KeyId id) {
        String copy = "keys/" + id + ".asc";
        try {
            OpenPgpReduction own = OpenPgpReduction.of(file);
            OpenPgpCertificate.parse(own.bytes()).validate();
            return own.leftOut() == 0
                    ? new KeyFile(List.of("openpgp: " + copy), copy, armored, "")
                    : new KeyFile(
                            List.of("openpgp: " + copy),
                            copy,
                            armored(own.bytes()),
                            own.leftOut() + " certifications by others are left out of " + copy
                                    + ": nothing here rests on them");
        } catch (UnusableKey e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    static String armored(byte[] packets) {
        String armor = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(packets);
        return "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n" + armor + "\n-----END PGP PUBLIC KEY BLOCK-----\n";
    }

    private static KeyFile certificate(byte[] file, String text, KeyId id, Person person, String authority) {
        try {
            List<PemBlocks.Block> blocks = PemBlocks.read(file);
            Certificate first = Certificate.read(blocks.get(0).content());
            if (first.mayIssue()) {
                String copy = "authorities/" + id + ".pem";
                return new KeyFile(identity(only(person.emails(), person), copy), copy, text, "");
            }
            List<String> named = new ArrayList<>(
                    first.emails().stream().map(People::lowerCase).toList());
            named.retainAll(person.emails());
            if (authority.isEmpty()) {
                throw new IllegalArgumentException("this is the certificate of a person: name the authority that issued"
                        + " it with --authority, or give the authority's own certificate");
            }
            return new KeyFile(identity(only(named, person), authority), "", "", "");
        } catch (Malformed e) {
            throw new IllegalArgumentException("no certificate that can be read: " + e.getMessage(), e);
        }
    }

    private static String only(List<String> emails, Person person) {
        if (emails.size() != 1) {
            throw new IllegalArgumentException(
                    emails.isEmpty()
                            ? "the certificate names none of the addresses of " + person.id()
                            : person.id() + " has several addresses; write the entry into the people file by hand");
        }
        return emails.get(0);
    }

    private static List<String> identity(String email, String authority) {
        return List.of("x509: {email: \"" + email + "\", authority: \"" + authority + "\"}");
    }
}
