package dev.refwarden.format;

import dev.refwarden.git.SignedBytes;

/** Signatures of one format over what people sign besides objects, such as approvals and waivers. */
public interface StatementSignatures {
    /** Whether these bytes begin as such a signature does; says nothing of the rest. */
    boolean recognizes(byte[] signature);

    /**
     * What the signature proves.
     *
     * @param signature the binary content of the armor in which it was made
     * @param purpose what it must be made for, such as {@code refwarden-approval}
     */
    SignatureCheck check(byte[] signature, String purpose, SignedBytes statement, Keyring keys);

    /** The command that signs the file {@code FILE} with the key {@code KEY} for this purpose. */
    String command(String purpose);
}
