package dev.refwarden.format.openpgp;

/** The public key algorithms of OpenPGP as far as signatures are concerned (RFC 9580, section 9.1). */
enum OpenPgpAlgorithm {
    /** Ids 1 and 3; id 2 is for encryption alone. */
    RSA,
    ECDSA,
    /** Ed25519 in its older packet form. */
    EDDSA_LEGACY,
    ED25519,
    ED448,
    DSA,
    ELGAMAL,
    /** Encryption, or something that is not known here. */
    OTHER;

    /** Whether signatures of this algorithm are recognised and never believed. */
    boolean isWeak() {
        return this == DSA || this == ELGAMAL;
    }

    /** Whether signatures of this algorithm can be verified. */
    boolean isUsable() {
        return !isWeak() && this != OTHER;
    }

    /** As people write it. */
    public String shown() {
        return switch (this) {
            case RSA, ECDSA, DSA -> name();
            case EDDSA_LEGACY -> "EdDSA";
            case ED25519 -> "Ed25519";
            case ED448 -> "Ed448";
            case ELGAMAL -> "ElGamal";
            case OTHER -> "an algorithm for encryption, or an unknown one";
        };
    }

    static OpenPgpAlgorithm of(int id) {
        return switch (id) {
            case 1, 3 -> RSA;
            case 16, 20 -> ELGAMAL;
            case 17 -> DSA;
            case 19 -> ECDSA;
            case 22 -> EDDSA_LEGACY;
            case 27 -> ED25519;
            case 28 -> ED448;
            default -> OTHER;
        };
    }
}
