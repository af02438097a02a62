package dev.refwarden.format.x509;

/** Whether a certificate leads to an authority. */
public sealed interface ChainCheck {
    /** It does, for the times that the chain tells. */
    record Trusted(Chain chain) implements ChainCheck {}

    /**
     * It does not.
     *
     * @param detail a sentence fragment without pushed bytes, beginning with what is wrong
     */
    record Untrusted(String detail, Reason reason) implements ChainCheck {}

    /** What kept every path from the authority; of several the one that is reported, in this order. */
    enum Reason {
        /** A certificate is signed over a digest that others can collide. */
        WEAK_DIGEST,
        /** A certificate is signed, or its issuer's key made, in a way that is not judged. */
        UNSUPPORTED,
        /** An issuer was found that may not issue what it did. */
        FORBIDDEN,
        /** No one here issued it. */
        UNKNOWN
    }
}
