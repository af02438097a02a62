package dev.refwarden.statement;

import dev.refwarden.format.Keyring;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.format.SignatureFormats;
import dev.refwarden.git.SignedBytes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A statement with a signature over it, as it travels: {@code <statement>.<signature>}, both in
 * base64url (RFC 4648, section 5), the signature as the binary content of its armor.
 *
 * @param statement the bytes that are signed
 * @param signature not checked yet
 */
public record SignedStatement(byte[] statement, byte[] signature) {
    /** No honest statement is larger. */
    public static final int MOST_CHARACTERS = 64 << 10;

    /** Absent where the text is not of that form; line ends behind it are passed over. */
    public static Optional<SignedStatement> parse(String text) {
        String value = text.strip();
        int dot = value.indexOf('.');
        if (dot <= 0 || value.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new SignedStatement(decoded(value.substring(0, dot)), decoded(value.substring(dot + 1))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What the signature proves, if it was made for {@code purpose}. */
    public SignatureCheck check(String purpose, Keyring keys) {
        return SignatureFormats.checkStatement(signature, purpose, SignedBytes.whole(statement), keys);
    }

    private static byte[] decoded(String base64url) {
        return Base64.getUrlDecoder().decode(base64url.getBytes(StandardCharsets.ISO_8859_1));
    }
}
