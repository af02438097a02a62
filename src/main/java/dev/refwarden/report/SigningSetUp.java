package dev.refwarden.report;

import dev.refwarden.format.openpgp.OpenPgpCertificate;
import dev.refwarden.format.ssh.SshPublicKey;
import dev.refwarden.format.x509.X509Identity;
import dev.refwarden.people.EnrolledKey;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a clone is made to sign with a key; where that is set up already, it changes nothing. */
final class SigningSetUp {
    /** How much of a key's text is enough to find the file that holds it: 18 bytes, which no other key ends with. */
    private static final int ENOUGH = 24;

    private static final int MOST = 5;

    private SigningSetUp() {}

    /** @param keys not empty, any of which is good; the first says of which kind the one is to be that is set up */
    static void tell(List<EnrolledKey> keys, Lines lines) {
        List<EnrolledKey> those = ofOneKind(keys);
        String ids = those.stream().map(key -> key.id().value()).collect(Collectors.joining(", "));
        lines.hint("if git does not sign with " + (those.size() == 1 ? "" : "one of ") + ids + " yet, set it up first"
                + where(those.get(0)) + ":");
        lines.command(command(keys));
    }

    private static String where(EnrolledKey key) {
        return key.key() instanceof SshPublicKey ? " (its .pub file, if it is not in ~/.ssh)" : "";
    }

    /** Which of somebody's SSH keys is on this computer, no server knows; certificates are found by their name. */
    private static List<EnrolledKey> ofOneKind(List<EnrolledKey> keys) {
        return keys.get(0).key() instanceof SshPublicKey
                ? keys.stream()
                        .filter(key -> key.key() instanceof SshPublicKey)
                        .limit(MOST)
                        .toList()
                : keys.subList(0, 1);
    }

    /** One line of shell. */
    static String command(List<EnrolledKey> keys) {
        EnrolledKey key = keys.get(0);
        if (key.key() instanceof SshPublicKey) {
            String endings = ofOneKind(keys).stream()
                    .flatMap(one -> ending(one).stream())
                    .collect(Collectors.joining("' -e '", ofOneKind(keys).size() == 1 ? "'" : "-e '", "'"));
            return "git config gpg.format ssh; git config user.signingKey \"$(grep -lsF " + endings
                    + " ~/.ssh/*.pub | grep -m1 . || git config user.signingKey)\"";
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

    /** How the text of an SSH key ends. */
    private static Optional<String> ending(EnrolledKey key) {
        if (!(key.key() instanceof SshPublicKey ssh)) {
            return Optional.empty();
        }
        String text = Base64.getEncoder().encodeToString(ssh.blob());
        return Optional.of(text.substring(Math.max(0, text.length() - ENOUGH)));
    }
}
