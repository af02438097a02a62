package dev.refwarden.x509;

/** Whether a certificate leads to an authority. */
public sealed interface ChainCheck {
    /** It does, for the times that the chain tells. */
    record Trusted(Chain chain) implements ChainCheck {}

    /**
     * It does not.
     *
     * @param detail a sentence fragment without pushed bytes, beginning with what is wrong
     * @param weak whether a digest that others can collide is the reason
     */
    record Untrusted(String detail, boolean weak) implements ChainCheck {}
}
