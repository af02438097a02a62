package dev.refwarden.format.ssh;

import dev.refwarden.format.GitSigningKey;
import dev.refwarden.format.KeyFiles;
import dev.refwarden.format.Keyring;
import dev.refwarden.format.PublicKeyReader;
import dev.refwarden.format.Purposes;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.format.SignatureFormat;
import dev.refwarden.format.StatementSignatures;
import dev.refwarden.git.SignedBytes;
import dev.refwarden.people.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** SSH signatures, of security keys too. */
public final class SshFormat implements SignatureFormat {
    /** How much of a key's text is enough to find the file that holds it: 18 bytes, which no other key ends with. */
    private static final int ENOUGH = 24;

    @Override
    public String name() {
        return "ssh";
    }

    @Override
    public String armorLabel() {
        return SshSignature.LABEL;
    }

    @Override
    public SignatureCheck check(SignedBytes signed, byte[] armor, boolean trailingAllowed, Keyring keys) {
        return SshSignature.check(armor, Purposes.GIT, signed, trailingAllowed, keys);
    }

    @Override
    public Optional<StatementSignatures> statements() {
        return Optional.of(new StatementSignatures() {
            @Override
            public boolean recognizes(byte[] signature) {
                return SshSignature.isOne(signature);
            }

            @Override
            public SignatureCheck check(byte[] signature, String purpose, SignedBytes statement, Keyring keys) {
                return SshSignature.check(signature, purpose, statement, keys);
            }

            @Override
            public String command(String purpose) {
                return "ssh-keygen -Y sign -n " + purpose + " -f KEY FILE";
            }
        });
    }

    @Override
    public boolean owns(PublicKey key) {
        return key instanceof SshPublicKey;
    }

    @Override
    public PublicKeyReader keyReader() {
        return new SshKeyReader();
    }

    @Override
    public boolean findsSigningKeys() {
        return true;
    }

    @Override
    public GitSigningKey gitSigningKey(List<PublicKey> keys) {
        String endings = keys.stream()
                .flatMap(key -> ending(key).stream())
                .collect(Collectors.joining("' -e '", keys.size() == 1 ? "'" : "-e '", "'"));
        return new GitSigningKey(
                "\"$(grep -lsF " + endings + " ~/.ssh/*.pub | grep -m1 . || git config user.signingKey)\"",
                true,
                " (its .pub file, if it is not in ~/.ssh)");
    }

    /** How the text of a key ends. */
    private static Optional<String> ending(PublicKey key) {
        if (!(key instanceof SshPublicKey ssh)) {
            return Optional.empty();
        }
        String text = Base64.getEncoder().encodeToString(ssh.blob());
        return Optional.of(text.substring(Math.max(0, text.length() - ENOUGH)));
    }

    @Override
    public KeyFiles keyFiles() {
        return new SshKeyFiles();
    }
}
