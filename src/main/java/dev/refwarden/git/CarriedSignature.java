package dev.refwarden.git;

/** The signature that an object carries, found but not checked. */
public sealed interface CarriedSignature {
    /** There is none where Git looks for one. */
    record None() implements CarriedSignature {}

    /**
     * Exactly one.
     *
     * @param signed what it must cover
     * @param armor the armored block and whatever follows it, without the indentation of headers
     */
    record Block(SignedBytes signed, byte[] armor) implements CarriedSignature {}

    /** More than one, or a header that different programs read as different signatures. */
    record Ambiguous(String detail) implements CarriedSignature {}
}
