package dev.refwarden.policy.read;

import dev.refwarden.format.openpgp.OpenPgpCertificate;
import dev.refwarden.format.openpgp.OpenPgpRevokers;
import dev.refwarden.format.ssh.SshKeyFile;
import dev.refwarden.format.ssh.SshPublicKey;
import dev.refwarden.format.x509.Authority;
import dev.refwarden.format.x509.CertifiedName;
import dev.refwarden.format.x509.X509Identity;
import dev.refwarden.people.PublicKey;
import dev.refwarden.people.UnusableKey;
import dev.refwarden.policy.yaml.ConfigFolder;
import dev.refwarden.policy.yaml.DisplayText;
import dev.refwarden.policy.yaml.Place;
import dev.refwarden.policy.yaml.Problems;
import dev.refwarden.policy.yaml.Scalars;
import dev.refwarden.policy.yaml.Section;
import dev.refwarden.policy.yaml.Yaml;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the key itself, from the people file or from the file that it names. */
final class KeyMaterial {
    private static final List<String> SSH_TYPES = List.of("ssh-", "ecdsa-", "sk-", "webauthn-");

    private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:[\\x21-\\x7e]+");

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
        if (SshKeyFile.isPrivate(file.get())) {
            return privateKey(text + " ", place);
        }
        try {
            return sshLine(SshKeyFile.onlyLine(file.get()), text + ": ", place);
        } catch (UnusableKey e) {
            String reason = String.valueOf(e.getMessage());
            problems.add(place, text + (reason.startsWith("it ") ? reason.substring(2) : ": " + reason));
            return Optional.empty();
        }
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
        if (SshKeyFile.isPrivate(file.get())) {
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
        Optional<CertifiedName> name = name(section);
        Optional<String> file = section.require("authority").text("authority");
        List<Yaml> lists = section.list("crls");
        Optional<String> issuer = section.text("oidc-issuer");
        section.end();
        if (name.isEmpty() || file.isEmpty()) {
            return Optional.empty();
        }
        Optional<Authority> authority = authorities.read(file.get(), section.place("authority"), lists);
        return authority.map(known -> new X509Identity(name.get(), known, file.get(), issuer, judgedWithin));
    }

    private Optional<CertifiedName> name(Section section) {
        Optional<String> uri = section.text("uri");
        if (section.has("uri") && section.has("email")) {
            problems.add(section.place("uri"), "x509 takes one of email and uri");
        }
        if (section.has("uri")) {
            section.take("email");
            return uri.filter(text -> isUri(text, section.place("uri"))).map(CertifiedName::uri);
        }
        Optional<String> email = section.require("email").text("email");
        if (email.isPresent() && !PersonReader.isEmail(email.get())) {
            problems.add(section.place("email"), PersonReader.noEmail(email.get()));
        }
        return email.map(CertifiedName::email);
    }

    /** A scheme and what is below it (RFC 3986, section 3); it is compared to the letter, so nothing in it has to be understood. */
    private boolean isUri(String text, Place place) {
        boolean good = URI.matcher(text).matches();
        if (!good) {
            problems.add(place, DisplayText.quoted(text) + " is no URI, such as https://example.org/project");
        }
        return good;
    }

    private Optional<String> publicText(String key, Yaml node) {
        if (node instanceof Yaml.Scalar scalar && SshKeyFile.holdsPrivateKey(scalar.value())) {
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

    private Optional<PublicKey> privateKey(String source, Place place) {
        problems.add(
                place,
                source
                        + "is a PRIVATE key: remove it everywhere, trust it no more, and enrol the public half of a new one");
        return Optional.empty();
    }

    private Optional<PublicKey> unusable(String source, UnusableKey e, Place place) {
        problems.add(place, source + DisplayText.escaped(String.valueOf(e.getMessage())));
        return Optional.empty();
    }
}
