package dev.refwarden.format;

/** Why a signature that is there proves nothing. */
public enum Defect {
    /** The bytes were not signed by this key, or not in the namespace of Git. */
    BAD_SIGNATURE,
    /** It is not what its format prescribes: truncated, doubled, with bytes before or after it. */
    MALFORMED,
    /** It is made over MD5, SHA-1 or RIPEMD-160, which others can collide. */
    WEAK_DIGEST,
    /** It is made by DSA or ElGamal, or by an RSA key too small for anyone. */
    WEAK_KEY,
    /** The key belongs to an enrolled certificate, but is not allowed to make such signatures there. */
    NOT_A_SIGNING_KEY,
    /** A format, or an algorithm, that is not judged. */
    UNSUPPORTED,
    /** Its certificate was issued by no one who may issue such, or for another login than the one that counts. */
    UNTRUSTED_ISSUER,
    /** At the time that it gives for its making its certificate was not valid. */
    NOT_VALID_THEN
}
