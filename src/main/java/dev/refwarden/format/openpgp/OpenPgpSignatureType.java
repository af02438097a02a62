package dev.refwarden.format.openpgp;

/** The types of signatures that stand in certificates (RFC 9580, section 5.2.1). */
final class OpenPgpSignatureType {
    static final int SUBKEY_BINDING = 0x18;
    static final int PRIMARY_KEY_BINDING = 0x19;
    static final int DIRECT = 0x1f;
    static final int KEY_REVOCATION = 0x20;
    static final int SUBKEY_REVOCATION = 0x28;
    static final int CERTIFICATION_REVOCATION = 0x30;

    private OpenPgpSignatureType() {}

    /** Whether it binds a user id, with whatever care. */
    static boolean isCertification(int type) {
        return type >= 0x10 && type <= 0x13;
    }
}
