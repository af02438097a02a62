package dev.refwarden.format.ssh;

import dev.refwarden.people.KeyType;
import java.util.Optional;

/** The types of OpenSSH keys that are understood, under their names on the wire. */
enum SshKeyType {
    ED25519("ssh-ed25519", KeyType.SSH_ED25519, "ed25519"),
    ECDSA_P256("ecdsa-sha2-nistp256", KeyType.ECDSA, "nistp256"),
    ECDSA_P384("ecdsa-sha2-nistp384", KeyType.ECDSA, "nistp384"),
    ECDSA_P521("ecdsa-sha2-nistp521", KeyType.ECDSA, "nistp521"),
    RSA("ssh-rsa", KeyType.RSA, "rsa"),
    MLDSA44_ED25519("ssh-mldsa44-ed25519", KeyType.SSH_MLDSA44_ED25519, "mldsa44-ed25519"),
    SK_ED25519("sk-ssh-ed25519@openssh.com", KeyType.SK_SSH_ED25519, "ed25519"),
    SK_ECDSA_P256("sk-ecdsa-sha2-nistp256@openssh.com", KeyType.SK_ECDSA_P256, "nistp256");

    private final String wireName;
    private final KeyType keyType;
    private final String algorithm;

    SshKeyType(String wireName, KeyType keyType, String algorithm) {
        this.wireName = wireName;
        this.keyType = keyType;
        this.algorithm = algorithm;
    }

    String wireName() {
        return wireName;
    }

    /** As rules tell keys apart. */
    KeyType keyType() {
        return keyType;
    }

    /** The curve, {@code rsa}, or the two algorithms of which both must hold. */
    String algorithm() {
        return algorithm;
    }

    /** Whether keys and signatures bear this name: {@link #wireName}, or the one from before it was settled. */
    boolean isCalled(String name) {
        return name.equals(wireName) || (this == MLDSA44_ED25519 && name.equals(wireName + "@openssh.com"));
    }

    public static Optional<SshKeyType> of(String wireName) {
        for (SshKeyType type : values()) {
            if (type.isCalled(wireName)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
