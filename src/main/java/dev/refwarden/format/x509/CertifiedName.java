package dev.refwarden.format.x509;

import dev.refwarden.people.People;

/**
 * What a certificate's subject alternative name must hold to be someone's.
 *
 * @param text as the people file has it
 */
public record CertifiedName(Kind kind, String text) {
    /** What kind of name it is, under the word that people files use. */
    enum Kind {
        /** Compared without case. */
        EMAIL("email"),
        /** Such as the address of a workflow; compared to the letter. */
        URI("uri");

        private final String yamlName;

        Kind(String yamlName) {
            this.yamlName = yamlName;
        }

        public String yamlName() {
            return yamlName;
        }
    }

    public static CertifiedName email(String address) {
        return new CertifiedName(Kind.EMAIL, address);
    }

    static CertifiedName uri(String address) {
        return new CertifiedName(Kind.URI, address);
    }

    /** The form in which names are compared. */
    String canonical() {
        return kind == Kind.EMAIL ? People.lowerCase(text) : text;
    }

    boolean isIn(Certificate certificate) {
        return switch (kind) {
            case EMAIL -> certificate.emails().stream().map(People::lowerCase).anyMatch(canonical()::equals);
            case URI -> certificate.uris().contains(text);
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
