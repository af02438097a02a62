package dev.refwarden.format.x509;

import dev.refwarden.format.GitSigningKey;
import dev.refwarden.format.KeyChanges;
import dev.refwarden.format.KeyFiles;
import dev.refwarden.format.Keyring;
import dev.refwarden.format.PublicKeyReader;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.format.SignatureFormat;
import dev.refwarden.git.SignedBytes;
import dev.refwarden.people.PublicKey;
import java.util.List;

/** CMS signatures by X.509 certificates. */
public final class X509Format implements SignatureFormat {
    @Override
    public String name() {
        return "x509";
    }

    @Override
    public String armorLabel() {
        return CmsSignature.LABEL;
    }

    @Override
    public SignatureCheck check(SignedBytes signed, byte[] armor, boolean trailingAllowed, Keyring keys) {
        return CmsSignature.check(signed, armor, trailingAllowed, keys);
    }

    @Override
    public boolean owns(PublicKey key) {
        return key instanceof X509Identity;
    }

    @Override
    public PublicKeyReader keyReader() {
        return new IdentityReader();
    }

    @Override
    public boolean isJudgedAtSigningTime() {
        return true;
    }

    @Override
    public GitSigningKey gitSigningKey(List<PublicKey> keys) {
        return GitSigningKey.named(
                keys.get(0) instanceof X509Identity identity ? identity.name().text() : "");
    }

    @Override
    public KeyFiles keyFiles() {
        return new CertificateFiles();
    }

    @Override
    public boolean compare(PublicKey before, PublicKey after, KeyChanges changes) {
        boolean both = before instanceof X509Identity && after instanceof X509Identity;
        if (before instanceof X509Identity old && after instanceof X509Identity fresh) {
            compare(old, fresh, changes);
        }
        return both;
    }

    private static void compare(X509Identity before, X509Identity after, KeyChanges changes) {
        changes.trusted(before.name(), after.name(), "is whoever has a certificate for " + after.name());
        changes.admitted(before.authorities(), after.authorities(), "trusts the authority");
        if (before.authorities().equals(after.authorities())) {
            changes.differs(
                    before.authorityFile(), after.authorityFile(), "reads its authority from " + after.authorityFile());
        }
        changes.guarded(before.revoked(), after.revoked(), "holds as revoked the certificate");
        changes.demand(
                before.oidcIssuer().isPresent(), after.oidcIssuer().isPresent(), "has to name its identity provider");
        if (before.oidcIssuer().isPresent() && after.oidcIssuer().isPresent()) {
            changes.trusted(
                    before.oidcIssuer(),
                    after.oidcIssuer(),
                    "has to name " + after.oidcIssuer().get() + " instead");
        }
        changes.leave(
                before.judgedWithin().isPresent(),
                after.judgedWithin().isPresent(),
                "is judged at the time that it claims");
        if (before.judgedWithin().isPresent() && after.judgedWithin().isPresent()) {
            changes.shorter(before.judgedWithin().get(), after.judgedWithin().get(), "what it signed may come within");
        }
    }
}
