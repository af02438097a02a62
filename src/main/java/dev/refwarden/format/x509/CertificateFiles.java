package dev.refwarden.format.x509;

import dev.refwarden.format.KeyFiles;
import dev.refwarden.format.Malformed;
import dev.refwarden.format.PeopleEntry;
import dev.refwarden.people.People;
import dev.refwarden.people.Person;
import dev.refwarden.people.UnusableKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Certificates in PEM: an authority's own, or a person's, of whom the authority must then be named. */
final class CertificateFiles implements KeyFiles {
    @Override
    public boolean recognizes(byte[] file) {
        return text(file).contains("-----BEGIN CERTIFICATE-----");
    }

    @Override
    public String kind(byte[] file) {
        return "x509";
    }

    @Override
    public PeopleEntry entry(byte[] file, PeopleEntry.Wanted wanted) throws UnusableKey {
        Certificate first;
        try {
            first = first(file);
        } catch (Malformed e) {
            throw new UnusableKey("no certificate that can be read: " + e.getMessage());
        }
        Person person = wanted.person();
        if (first.mayIssue()) {
            String copy = "authorities/" + wanted.id() + ".pem";
            return new PeopleEntry(identity(only(person.emails(), person), copy), copy, text(file), "");
        }
        List<String> named =
                new ArrayList<>(first.emails().stream().map(People::lowerCase).toList());
        named.retainAll(person.emails());
        if (wanted.authority().isEmpty()) {
            throw new UnusableKey("this is the certificate of a person: name the authority that issued"
                    + " it with --authority, or give the authority's own certificate");
        }
        return PeopleEntry.of(identity(only(named, person), wanted.authority()));
    }

    private static Certificate first(byte[] file) throws Malformed {
        List<PemBlocks.Block> blocks = PemBlocks.read(file);
        if (blocks.isEmpty()) {
            throw new Malformed("it holds no PEM block");
        }
        return Certificate.read(blocks.get(0).content());
    }

    private static String only(List<String> emails, Person person) throws UnusableKey {
        if (emails.size() != 1) {
            throw new UnusableKey(
                    emails.isEmpty()
                            ? "the certificate names none of the addresses of " + person.id()
                            : person.id() + " has several addresses; write the entry into the people file by hand");
        }
        return emails.get(0);
    }

    private static String identity(String email, String authority) {
        return "x509: {email: \"" + email + "\", authority: \"" + authority + "\"}";
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1);
    }
}
