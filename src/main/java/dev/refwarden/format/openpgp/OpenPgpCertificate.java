package dev.refwarden.format.openpgp;

import dev.refwarden.format.Lazy;
import dev.refwarden.people.Fingerprint;
import dev.refwarden.people.PublicKey;
import dev.refwarden.people.SigningKey;
import dev.refwarden.people.UnusableKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * An OpenPGP certificate (transferable public key): a primary key and the subkeys that it provably
 * bound to itself.
 *
 * <p>Reading it only takes it apart. Its signatures are verified when someone first asks what its keys
 * may do, since a push rarely needs more than a few of the certificates that are enrolled. A server that lives long
 * does either once for the same bytes, however often the configuration is loaded.
 *
 * <p>Source: RFC 4880 and RFC 9580, sections 4, 5.2, 5.5, 10.1 and 12.
 */
public final class OpenPgpCertificate implements PublicKey {
    private static final OpenPgpContents READ = new OpenPgpContents();

    private final OpenPgpContent content;
    private final OpenPgpParts parts;
    private final Lazy<OpenPgpBindings> bindings;
    private final Lazy<List<SigningKey>> signingKeys;

    private OpenPgpCertificate(OpenPgpContent content, OpenPgpRevokers known) {
        this.content = content;
        parts = content.parts();
        bindings = new Lazy<>(() -> content.bindings(known));
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
        OpenPgpContent content = READ.read(file);
        met.accept(content.parts().primary());
        return new OpenPgpCertificate(content, known);
    }

    @Override
    public void validate() throws UnusableKey {
        if (parts.primary().isWeak()) {
            throw new UnusableKey(parts.primary().disbelief());
        }
        try {
            parts.primary().numbers().validate();
        } catch (IllegalArgumentException e) {
            throw new UnusableKey("its primary key is not a point of its curve");
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

    /** The user ids that stand in it, for people only: no one vouches for them. */
    List<String> userIds() {
        List<String> texts = new ArrayList<>();
        for (OpenPgpParts.UserId userId : parts.userIds()) {
            if (userId.isText()) {
                texts.add(userId.text());
            }
        }
        return texts;
    }

    /** Every key that is in it, the primary key first, bound or not. */
    public List<OpenPgpKey> keys() {
        List<OpenPgpKey> keys = new ArrayList<>();
        keys.add(parts.primary());
        for (OpenPgpParts.Subkey subkey : parts.subkeys()) {
            keys.add(subkey.key());
        }
        return keys;
    }

    /** What the certificate lets {@code key}, one of {@link #keys()}, do. */
    OpenPgpRole role(OpenPgpKey key) {
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

    /**
     * Whether it shows that the signing key of this fingerprint is its own, revoked or not. A subkey that did not
     * consent is not: whoever made the certificate may have put someone else's there.
     */
    boolean ownsSigningKey(Fingerprint fingerprint) {
        // Who may revoke makes no difference here, and not everybody is known yet while certificates are read.
        OpenPgpBindings proven = content.bindings(OpenPgpRevokers.NONE);
        if (parts.primary().fingerprint().equals(fingerprint)) {
            return proven.primaryRole() instanceof OpenPgpRole.Signs;
        }
        for (int i = 0; i < parts.subkeys().size(); i++) {
            if (parts.subkeys().get(i).key().fingerprint().equals(fingerprint)
                    && proven.subkeyRoles().get(i) instanceof OpenPgpRole.Signs) {
                return true;
            }
        }
        return false;
    }

    @Override
    public List<String> remarks(Instant now) {
        return remarks();
    }

    @Override
    public List<Fingerprint> fingerprints() {
        return keys().stream().map(OpenPgpKey::fingerprint).toList();
    }

    @Override
    public Fingerprint fingerprint() {
        return parts.primary().fingerprint();
    }

    @Override
    public List<String> points() {
        List<String> points = new ArrayList<>();
        for (OpenPgpKey key : keys()) {
            if (!key.point().isEmpty()) {
                points.add(key.point());
            }
        }
        return points;
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
}
