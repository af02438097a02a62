package dev.refwarden.hook;

import java.util.Map;
import java.util.Optional;

/**
 * From where a push came, by the word of the SSH or web server. For a reviewer only: nothing is decided by it.
 */
final class RemoteAddress {
    private static final int LONGEST = 64;

    private RemoteAddress() {}

    /** An IPv4 or IPv6 address; absent where the server names none. */
    static Optional<String> of(Map<String, String> environment) {
        String ssh = environment.getOrDefault("SSH_CONNECTION", "");
        int end = ssh.indexOf(' ');
        String address = end > 0 ? ssh.substring(0, end) : environment.getOrDefault("REMOTE_ADDR", "");
        return isAddress(address) ? Optional.of(address) : Optional.empty();
    }

    private static boolean isAddress(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean fits =
                    (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'F') || ".:%".indexOf(c) >= 0;
            if (!fits) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= LONGEST;
    }
}
