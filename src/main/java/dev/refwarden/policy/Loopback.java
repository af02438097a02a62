package dev.refwarden.policy;

import java.util.Locale;

/** GlobSet and addresses by which a machine means itself. */
public final class Loopback {
    private Loopback() {}

    /** Whether {@code host}, as a URL has it, is this very machine. GlobSet but {@code localhost} are not looked up. */
    public static boolean is(String host) {
        String plain = host.toLowerCase(Locale.ROOT);
        return plain.equals("localhost")
                || plain.equals("::1")
                || plain.equals("[::1]")
                || plain.matches("127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}");
    }
}
