package dev.refwarden.key;

/** All enrolled keys, found by what a signature says of the key that made it. */
public final class Keyring {
    public Keyring(People people) {}
}
