package dev.refwarden.key;

import dev.refwarden.key.WireReader.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * An OpenPGP certificate (transferable public key): a primary key and the subkeys that it provably
 * bound to itself.
 *
 * <p>Reading it only takes it apart. Its signatures are verified when somebody first asks what its keys
 * may do, since a push rarely needs more than a few of the certificates that are enrolled.
 *
 * <p>Source: RFC 4880 and RFC 9580, sections 4, 5.2, 5.5, 10.1 and 12.
 */
public final class OpenPgpCertificate implements PublicKey {
    private static final int LARGEST_FILE = 8 << 20;
    private static final String BEGIN = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
    private static final String END = "-----END PGP PUBLIC KEY BLOCK-----";

    private final OpenPgpParts parts;
    private final Lazy<OpenPgpBindings> bindings;
    private final Lazy<List<SigningKey>> signingKeys;

    private OpenPgpCertificate(OpenPgpParts parts, OpenPgpRevokers known) {
        this.parts = parts;
        bindings = new Lazy<>(() -> new OpenPgpBindings(parts, known));
        signingKeys = new Lazy<>(this::findSigningKeys);
    }

    /**
     * Reads one certificate, armored or binary, as {@code gpg --export} writes it. Verifies nothing.
     *
     * @throws UnusableKey if it is not exactly one certificate, or its primary key can prove nothing
     */
    public static OpenPgpCertificate parse(byte[] file) throws UnusableKey {
        return parse(file, OpenPgpRevokers.NONE, parts -> {});
    }

    /**
     * The same for one among others, of whom it may let some revoke it.
     *
     * @param all gets to know this one, too
     */
    public static OpenPgpCertificate parse(byte[] file, OpenPgpRevokers all) throws UnusableKey {
        return parse(file, all, all::add);
    }

    private static OpenPgpCertificate parse(byte[] file, OpenPgpRevokers known, Consumer<OpenPgpKey> met)
            throws UnusableKey {
        if (file.length > LARGEST_FILE) {
            throw new UnusableKey("the file is too large for a certificate");
        }
        boolean armored = file.length > 0 && (file[0] & 0x80) == 0;
        OpenPgpParts parts = OpenPgpParts.read(armored ? dearmored(file) : file);
        OpenPgpKey primary = parts.primary();
        // A weak one stays readable, so that its owner is told so, and nobody else's push fails for it.
        boolean unusable = !primary.algorithm().isUsable() || primary.numbers() instanceof OpenPgpNumbers.Unusable;
        if (unusable && !primary.isWeak()) {
            throw new UnusableKey("its primary key is of a kind that cannot be believed: " + primary.algorithm()
                    + (primary.rsaBits() > 0 ? " of " + primary.rsaBits() + " bits" : ""));
        }
        met.accept(primary);
        return new OpenPgpCertificate(parts, known);
    }

    /**
     * Does the arithmetic that reading leaves out.
     *
     * @throws UnusableKey if none of its keys can sign
     */
    public void validate() throws UnusableKey {
        if (parts.primary().isWeak()) {
            throw new UnusableKey("its primary key is of a kind that cannot be believed: "
                    + parts.primary().algorithm()
                    + (parts.primary().rsaBits() > 0 ? " of " + parts.primary().rsaBits() + " bits" : ""));
        }
        try {
            parts.primary().numbers().validate();
        } catch (IllegalArgumentException e) {
            throw new UnusableKey("its primary key is no point of its curve");
        }
        if (bindings.get().primaryRole() instanceof OpenPgpRole.Unbound) {
            throw new UnusableKey("its primary key has no valid self-signature");
        }
        if (signingKeys().isEmpty()) {
            throw new UnusableKey("none of its keys can sign");
        }
    }

    /** What the security owner should know of this file, such as bindings over SHA-1. */
    public List<String> remarks() {
        return bindings.get().remarks();
    }

    /** The user ids that stand in it, for people only: nobody vouches for them. */
    public List<String> userIds() {
        List<String> texts = new ArrayList<>();
        for (OpenPgpParts.UserId userId : parts.userIds()) {
            if (userId.isText()) {
                texts.add(userId.text());
            }
        }
        return texts;
    }

    /** Every key that stands in it, the primary key first, bound or not. */
    public List<OpenPgpKey> keys() {
        List<OpenPgpKey> keys = new ArrayList<>();
        keys.add(parts.primary());
        for (OpenPgpParts.Subkey subkey : parts.subkeys()) {
            keys.add(subkey.key());
        }
        return keys;
    }

    /** What the certificate lets {@code key}, one of {@link #keys()}, do. */
    public OpenPgpRole role(OpenPgpKey key) {
        if (key == parts.primary()) {
            return bindings.get().primaryRole();
        }
        for (int i = 0; i < parts.subkeys().size(); i++) {
            if (key == parts.subkeys().get(i).key()) {
                return bindings.get().subkeyRoles().get(i);
            }
        }
        return new OpenPgpRole.Unbound();
    }

    @Override
    public Fingerprint fingerprint() {
        return parts.primary().fingerprint();
    }

    @Override
    public List<SigningKey> signingKeys() {
        return signingKeys.get();
    }

    private List<SigningKey> findSigningKeys() {
        List<SigningKey> found = new ArrayList<>();
        for (OpenPgpKey key : keys()) {
            if (role(key) instanceof OpenPgpRole.Signs signs) {
                found.add(signs.key());
            }
        }
        return List.copyOf(found);
    }

    private static byte[] dearmored(byte[] file) throws UnusableKey {
        String text = new String(file, StandardCharsets.ISO_8859_1).strip();
        if (text.contains("-----BEGIN PGP PRIVATE KEY BLOCK-----")) {
            throw new UnusableKey("it holds a SECRET key: export the public certificate, and trust this key no more"
                    + " if anybody else could read the file");
        }
        if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
            throw new UnusableKey(
                    "not an OpenPGP certificate: it is not one block from \"" + BEGIN + "\" to \"" + END + "\"");
        }
        if (text.indexOf(BEGIN, 1) >= 0) {
            throw new UnusableKey("the file holds several certificates: enrol each from a file of its own");
        }
        List<String> lines = text.lines().toList();
        try {
            return OpenPgpArmor.decode(lines.subList(1, lines.size() - 1));
        } catch (Malformed e) {
            throw new UnusableKey("not an OpenPGP certificate: " + e.getMessage());
        }
    }
}
