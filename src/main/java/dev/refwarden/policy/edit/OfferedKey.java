package dev.refwarden.policy.edit;

import dev.refwarden.format.openpgp.OpenPgpCertificate;
import dev.refwarden.format.openpgp.OpenPgpReduction;
import dev.refwarden.format.ssh.SshKeyFile;
import dev.refwarden.format.ssh.SshPublicKey;
import dev.refwarden.people.Fingerprint;
import dev.refwarden.people.PublicKey;
import dev.refwarden.people.UnusableKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key in a file that comes from elsewhere, and what the file says of it.
 *
 * @param key what would be enrolled
 * @param kind what an id made up for it ends in, such as {@code ssh-ed25519}
 * @param text the line of SSH, or the certificate in armor
 * @param addresses and names by which its person may be known, the best first
 * @param approves whether it may sign approvals
 */
public record OfferedKey(
        PublicKey key,
        String kind,
        String text,
        List<String> addresses,
        boolean approves,
        Optional<Instant> from,
        Optional<Instant> until) {
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>,;]+@[^\\s<>,;]+");

    public OfferedKey {
        addresses = List.copyOf(addresses);
    }

    /** @throws UnusableKey if it is none that can be enrolled */
    public static OfferedKey ofSsh(String line, List<String> addresses, Optional<Instant> until) throws UnusableKey {
        SshPublicKey key = SshPublicKey.parse(line);
        key.validate();
        List<String> names = new ArrayList<>(addresses);
        String[] words = line.strip().split("\\s+", 3);
        if (words.length > 2) {
            names.addAll(addresses(words[2]));
        }
        return new OfferedKey(
                key, key.type().keyType().yamlName(), SshKeyFile.enrolled(line), names, true, Optional.empty(), until);
    }

    /** @throws UnusableKey if it is none that can be enrolled */
    public static OfferedKey ofSigner(AllowedSigner signer) throws UnusableKey {
        signer.key().validate();
        return new OfferedKey(
                signer.key(),
                signer.key().type().keyType().yamlName(),
                SshKeyFile.enrolled(signer.line()),
                signer.principals(),
                signer.approves(),
                signer.from(),
                signer.until());
    }

    /** @throws UnusableKey if it is not exactly one certificate that can be enrolled */
    public static OfferedKey ofOpenPgp(byte[] certificate, List<String> addresses) throws UnusableKey {
        OpenPgpReduction own = OpenPgpReduction.of(certificate);
        OpenPgpCertificate key = OpenPgpCertificate.parse(own.bytes());
        key.validate();
        String text = new String(own.bytes(), StandardCharsets.ISO_8859_1);
        String armored = text.contains("-----BEGIN PGP") ? text : KeyFile.armored(own.bytes());
        List<String> names = new ArrayList<>(addresses);
        key.userIds().forEach(id -> names.addAll(addresses(id)));
        return new OfferedKey(key, "openpgp", armored, names, true, Optional.empty(), Optional.empty());
    }

    public Fingerprint fingerprint() {
        return key.fingerprint();
    }

    private static List<String> addresses(String text) {
        List<String> found = new ArrayList<>();
        Matcher address = ADDRESS.matcher(text);
        while (address.find()) {
            found.add(address.group());
        }
        return found;
    }
}
