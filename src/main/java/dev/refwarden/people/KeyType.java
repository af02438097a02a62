package dev.refwarden.people;

/** The kinds of keys that a rule can tell apart, under the names that policies use. */
public enum KeyType {
    /** An Ed25519 key on a FIDO token. */
    SK_SSH_ED25519("sk-ssh-ed25519"),
    /** A P-256 key on a FIDO token, signing for SSH or for a browser ({@code webauthn-sk-ecdsa}). */
    SK_ECDSA_P256("sk-ecdsa-p256"),
    SSH_ED25519("ssh-ed25519"),
    /** An SSH key whose signatures are by ML-DSA-44 and by Ed25519, both of which must hold. */
    SSH_MLDSA44_ED25519("ssh-mldsa44-ed25519"),
    /** An SSH key on P-256, P-384 or P-521. */
    ECDSA("ecdsa"),
    /** An SSH key of RSA. */
    RSA("rsa"),
    /** Any key of an OpenPGP certificate, whatever its algorithm. */
    OPENPGP("openpgp"),
    X509("x509");

    private final String yamlName;

    KeyType(String yamlName) {
        this.yamlName = yamlName;
    }

    public String yamlName() {
        return yamlName;
    }

    /** Whether statements besides commits, such as approvals, can be signed with it. */
    public boolean signsStatements() {
        return this != OPENPGP && !isVouchedFor();
    }

    /** Whether an authority vouches for the key at each signature, and may give its owner another at any time. */
    public boolean isVouchedFor() {
        return this == X509;
    }

    /** Whether the private key can live on a FIDO token, so that signatures carry flags. */
    public boolean carriesFlags() {
        return this == SK_SSH_ED25519 || this == SK_ECDSA_P256;
    }
}
