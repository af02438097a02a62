package dev.refwarden.policy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.refwarden.key.OpenPgpCertificate;
import dev.refwarden.key.OpenPgpRevokers;
import dev.refwarden.key.PublicKey;
import dev.refwarden.key.SshPublicKey;
import dev.refwarden.key.UnusableKey;
import dev.refwarden.key.X509Identity;
import dev.refwarden.x509.Authority;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads the key itself, from the people file or from the file that it names. */
final class KeyMaterial {
    private static final String PRIVATE = "PRIVATE KEY";
    private static final List<String> SSH_TYPES = List.of("ssh-", "ecdsa-", "sk-", "webauthn-");

    private final ConfigFolder folder;
    private final Problems problems;
    private final Authorities authorities;
    private final OpenPgpRevokers revokers = new OpenPgpRevokers();

    KeyMaterial(ConfigFolder folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
        this.authorities = new Authorities(folder, problems);
    }

    /** One line as in a {@code .pub} file, or the path of such a file. */
    Optional<PublicKey> ssh(Yaml node) {
        Optional<String> value = publicText("ssh", node);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String text = value.get();
        Place place = node.place();
        if (isLine(text)) {
            return sshLine(text, "", place);
        }
        Optional<byte[]> file = folder.read(text, place, problems);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        String content = new String(file.get(), UTF_8).strip();
        if (holdsPrivateKey(content)) {
            return privateKey(text + " ", place);
        }
        if (content.indexOf('\n') >= 0 || content.isEmpty()) {
            problems.add(place, text + " must hold one public key in one line");
            return Optional.empty();
        }
        return sshLine(content, text + ": ", place);
    }

    private Optional<PublicKey> sshLine(String line, String source, Place place) {
        try {
            return Optional.of(SshPublicKey.parse(line));
        } catch (UnusableKey e) {
            return unusable(source, e, place);
        }
    }

    /** The path of a certificate as {@code gpg --export} writes it. */
    Optional<PublicKey> openPgp(Yaml node) {
        Optional<String> value = publicText("openpgp", node);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String path = value.get();
        Place place = node.place();
        Optional<byte[]> file = folder.read(path, place, problems);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        if (holdsPrivateKey(new String(file.get(), ISO_8859_1)) || beginsWithSecretKey(file.get())) {
            return privateKey(path + " ", place);
        }
        try {
            return Optional.of(OpenPgpCertificate.parse(file.get(), revokers));
        } catch (UnusableKey e) {
            return unusable(path + ": ", e, place);
        }
    }

    /**
     * A person as an authority's certificates name them.
     *
     * @param judgedWithin how long after its own time a signature may come, where that time counts
     */
    Optional<PublicKey> x509(Section section, Optional<Duration> judgedWithin) {
        Optional<String> email = section.require("email").text("email");
        Optional<String> file = section.require("authority").text("authority");
        List<Yaml> lists = section.list("crls");
        Optional<String> issuer = section.text("oidc-issuer");
        section.end();
        if (email.isPresent() && !PersonReader.isEmail(email.get())) {
            problems.add(section.place("email"), PersonReader.noEmail(email.get()));
        }
        if (email.isEmpty() || file.isEmpty()) {
            return Optional.empty();
        }
        Optional<Authority> authority = authorities.read(file.get(), section.place("authority"), lists);
        return authority.map(known -> new X509Identity(email.get(), known, file.get(), issuer, judgedWithin));
    }

    private Optional<String> publicText(String key, Yaml node) {
        if (node instanceof Yaml.Scalar scalar && holdsPrivateKey(scalar.value())) {
            privateKey("this ", node.place());
            return Optional.empty();
        }
        if (node instanceof Yaml.Scalar scalar && scalar.value().startsWith("-----BEGIN")) {
            problems.add(node.place(), key + ": expected the path of a file, found what stands in one");
            return Optional.empty();
        }
        return new Scalars(problems).text(key, node);
    }

    /** A line has a blob behind its type, or begins as one, or has blanks as no path should; all else is a path. */
    private static boolean isLine(String text) {
        int blank = text.indexOf(' ');
        if (blank > 0 && text.startsWith("AAAA", blank + 1)) {
            return true;
        }
        if (text.startsWith("keys/") || text.endsWith(".pub")) {
            return false;
        }
        for (String type : SSH_TYPES) {
            if (text.startsWith(type)) {
                return true;
            }
        }
        return blank > 0;
    }

    static boolean holdsPrivateKey(String content) {
        for (int at = content.indexOf(PRIVATE); at >= 0; at = content.indexOf(PRIVATE, at + 1)) {
            int end = at + PRIVATE.length();
            if (content.startsWith("-----", end) || content.startsWith(" BLOCK-----", end)) {
                return true;
            }
        }
        return content.startsWith("PuTTY-User-Key-File");
    }

    /** Whether a binary file begins with an OpenPGP packet of tag 5 (RFC 9580, section 4.2). */
    private static boolean beginsWithSecretKey(byte[] file) {
        if (file.length == 0) {
            return false;
        }
        int first = file[0] & 0xff;
        return first == 0xc5 || (first >= 0x94 && first <= 0x97);
    }

    private Optional<PublicKey> privateKey(String source, Place place) {
        problems.add(
                place,
                source
                        + "is a PRIVATE key: remove it everywhere, trust it no more, and enrol the public half of a new one");
        return Optional.empty();
    }

    private Optional<PublicKey> unusable(String source, UnusableKey e, Place place) {
        problems.add(place, source + Shown.escaped(String.valueOf(e.getMessage())));
        return Optional.empty();
    }
}
