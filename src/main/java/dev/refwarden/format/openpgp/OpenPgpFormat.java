package dev.refwarden.format.openpgp;

import dev.refwarden.format.GitSigningKey;
import dev.refwarden.format.KeyFiles;
import dev.refwarden.format.Keyring;
import dev.refwarden.format.PublicKeyReader;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.format.SignatureFormat;
import dev.refwarden.git.SignedBytes;
import dev.refwarden.people.PublicKey;
import java.util.List;

/** OpenPGP signatures. */
public final class OpenPgpFormat implements SignatureFormat {
    @Override
    public String name() {
        return "openpgp";
    }

    @Override
    public String armorLabel() {
        return OpenPgpSignature.LABEL;
    }

    @Override
    public SignatureCheck check(SignedBytes signed, byte[] armor, boolean trailingAllowed, Keyring keys) {
        return OpenPgpSignature.check(signed, armor, trailingAllowed, keys);
    }

    @Override
    public boolean owns(PublicKey key) {
        return key instanceof OpenPgpCertificate;
    }

    @Override
    public PublicKeyReader keyReader() {
        return new OpenPgpKeyReader();
    }

    @Override
    public GitSigningKey gitSigningKey(List<PublicKey> keys) {
        return GitSigningKey.named(keys.get(0).fingerprint().toString());
    }

    @Override
    public KeyFiles keyFiles() {
        return new OpenPgpKeyFiles();
    }
}
