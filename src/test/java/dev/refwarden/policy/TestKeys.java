package dev.refwarden.policy;

import java.util.Map;

/** Public keys that were made for these tests; no one has their private halves. */
public final class TestKeys {
    private static final Map<String, String> ED25519 = Map.of(
            "alice", "AAAAC3NzaC1lZDI1NTE5AAAAIL6yZHnwAvfQ7TX4qYdUbkWWL+lHOo39D5h+QALynLSG",
            "bob", "AAAAC3NzaC1lZDI1NTE5AAAAIPwcVjMDHz5rhcaACAT9I/83jK0mUmn1vqjP0b4ZoGmR",
            "carol", "AAAAC3NzaC1lZDI1NTE5AAAAIKUtIc4QTKLqvcskGZE8m/KH4gEecwcYI0+r7ohnoMVY",
            "dora", "AAAAC3NzaC1lZDI1NTE5AAAAIPUmSIMYJxR4nsR4qaiz3LBtQ3nrzHQC9lfUK9qTS3UX");

    private TestKeys() {}

    /** A line as in a {@code .pub} file. */
    public static String line(String person) {
        return "ssh-ed25519 " + ED25519.get(person) + " " + person + "@example.org";
    }
}
