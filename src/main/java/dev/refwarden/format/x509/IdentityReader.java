package dev.refwarden.format.x509;

import dev.refwarden.format.KeyEntry;
import dev.refwarden.format.KeyFields;
import dev.refwarden.format.Malformed;
import dev.refwarden.format.PublicKeyReader;
import dev.refwarden.people.People;
import dev.refwarden.people.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code x509} of a people file; each set of an authority's files once, however many people name it. */
final class IdentityReader implements PublicKeyReader {
    private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:[\\x21-\\x7e]+");

    private final Map<List<String>, Optional<Authority>> known = new HashMap<>();

    @Override
    public Optional<PublicKey> read(KeyEntry entry) {
        Optional<X509Identity> identity = entry.fields().flatMap(fields -> identity(fields, entry));
        identity.ifPresent(read -> claim(read, entry));
        return identity.map(read -> read);
    }

    private Optional<X509Identity> identity(KeyFields fields, KeyEntry entry) {
        Optional<CertifiedName> name = name(fields);
        Optional<String> file = fields.requiredText("authority");
        List<String> lists = fields.texts("crls");
        Optional<String> issuer = fields.text("oidc-issuer");
        fields.end();
        if (name.isEmpty() || file.isEmpty()) {
            return Optional.empty();
        }
        List<String> files = new ArrayList<>(List.of(file.get()));
        files.addAll(lists);
        return known.computeIfAbsent(files, names -> authority(names, fields))
                .map(authority -> new X509Identity(name.get(), authority, file.get(), issuer, entry.judgedWithin()));
    }

    private static Optional<CertifiedName> name(KeyFields fields) {
        Optional<String> uri = fields.text("uri");
        if (fields.has("uri") && fields.has("email")) {
            fields.problem("uri", "x509 takes one of email and uri");
        }
        if (fields.has("uri")) {
            fields.text("email");
            return uri.filter(text -> isUri(text, fields)).map(CertifiedName::uri);
        }
        Optional<String> email = fields.requiredText("email");
        email.filter(text -> !People.isEmail(text))
                .ifPresent(text -> fields.refuse("email", text, "is not an e-mail address"));
        return email.map(CertifiedName::email);
    }

    /** A scheme and what is below it (RFC 3986, section 3); it is compared to the letter, so nothing in it has to be understood. */
    private static boolean isUri(String text, KeyFields fields) {
        boolean good = URI.matcher(text).matches();
        if (!good) {
            fields.refuse("uri", text, "is not a URI, such as https://example.org/project");
        }
        return good;
    }

    /** @param files certificates first, then revocation lists */
    private static Optional<Authority> authority(List<String> files, KeyFields fields) {
        List<byte[]> contents = new ArrayList<>();
        for (String file : files) {
            Optional<byte[]> content = fields.file("authority", file);
            if (content.isEmpty()) {
                return Optional.empty();
            }
            contents.add(content.get());
        }
        try {
            return Optional.of(Authority.read(contents.get(0), contents.subList(1, contents.size())));
        } catch (Malformed e) {
            fields.problem("authority", String.join(", ", files) + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private static void claim(X509Identity identity, KeyEntry entry) {
        CertifiedName name = identity.name();
        String kind = name.kind() == CertifiedName.Kind.EMAIL ? "e-mail" : "uri";
        entry.claim(kind, name.canonical(), () -> kind + " " + name.canonical());
        // The login is a part of the identity: one name may have several, at different providers.
        String login = identity.oidcIssuer().map(issuer -> " by " + issuer).orElse("");
        String whole = name.canonical() + " of " + identity.authorityFile() + login;
        entry.claimOnce("certificate identity", whole, () -> "certificate identity " + whole);
    }
}
