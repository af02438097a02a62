package dev.refwarden.report;

import dev.refwarden.format.openpgp.OpenPgpCertificate;
import dev.refwarden.format.ssh.SshPublicKey;
import dev.refwarden.format.x509.X509Identity;
import dev.refwarden.people.EnrolledKey;
import java.util.Base64;

/** How a clone is made to sign with a key; where that is set up already, it changes nothing. */
final class SigningSetUp {
    /** How much of a key's text is enough to find the file that holds it: 18 bytes, which no other key ends with. */
    private static final int ENOUGH = 24;

    private SigningSetUp() {}

    static void tell(EnrolledKey key, Lines lines) {
        lines.hint("if git does not sign with " + key.id() + " yet, set it up first" + where(key) + ":");
        lines.command(command(key));
    }

    private static String where(EnrolledKey key) {
        return key.key() instanceof SshPublicKey ? " (its .pub file, if it is not in ~/.ssh)" : "";
    }

    /** One line of shell. */
    static String command(EnrolledKey key) {
        if (key.key() instanceof SshPublicKey ssh) {
            String text = Base64.getEncoder().encodeToString(ssh.blob());
            return "git config gpg.format ssh; git config user.signingKey \"$(grep -lsF '"
                    + text.substring(Math.max(0, text.length() - ENOUGH))
                    + "' ~/.ssh/*.pub | grep -m1 . || git config user.signingKey)\"";
        }
        if (key.key() instanceof OpenPgpCertificate) {
            return "git config gpg.format openpgp; git config user.signingKey "
                    + key.key().fingerprint();
        }
        return "git config gpg.format x509; git config user.signingKey "
                + (key.key() instanceof X509Identity identity
                        ? Printable.shellWord(identity.name().toString())
                        : key.id().value());
    }
}
