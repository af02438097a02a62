package dev.refwarden.format;

/** Bytes that are not what their format prescribes; the message is a sentence fragment without pushed bytes. */
public final class Malformed extends Exception {
    public Malformed(String message) {
        super(message, null, false, false);
    }
}
