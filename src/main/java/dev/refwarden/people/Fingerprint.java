package dev.refwarden.people;

/**
 * A key's full fingerprint as its own tools print it: {@code SHA256:} and unpadded Base64 for SSH
 * keys, 40 or 64 upper-case hex digits for OpenPGP keys. Never a short id.
 */
public record Fingerprint(String value) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint fingerprint && value.equals(fingerprint.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
