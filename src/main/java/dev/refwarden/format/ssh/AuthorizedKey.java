package dev.refwarden.format.ssh;

import dev.refwarden.people.UnusableKey;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of an {@code authorized_keys} file (sshd's manual, AUTHORIZED_KEYS FILE FORMAT); a plain public key is one, too.
 *
 * @param line type, Base64 and comment
 * @param until {@code expiry-time}
 */
record AuthorizedKey(String line, Optional<Instant> until) {
    private static final Pattern KEY = Pattern.compile("(?:^|[\\s,])((?:ssh|ecdsa|sk)-[a-z0-9@.-]+\\s+AAAA.*)$");
    private static final Pattern OPTION =
            Pattern.compile("\\s*([A-Za-z0-9-]+)(?:=\"((?:[^\"\\\\]|\\\\.)*)\")?\\s*(?:,|$)");

    /** What says how someone logs in, and nothing of what the key may sign. */
    private static final Set<String> OF_LOGINS = Set.of(
            "agent-forwarding",
            "command",
            "environment",
            "from",
            "no-agent-forwarding",
            "no-port-forwarding",
            "no-pty",
            "no-touch-required",
            "no-user-rc",
            "no-x11-forwarding",
            "permitlisten",
            "permitopen",
            "port-forwarding",
            "pty",
            "restrict",
            "tunnel",
            "user-rc",
            "verify-required",
            "x11-forwarding");

    /** @throws UnusableKey if the line says something that cannot be enrolled, with the reason */
    static AuthorizedKey of(String line) throws UnusableKey {
        Matcher key = KEY.matcher(withoutQuoted(line));
        if (!key.find()) {
            return new AuthorizedKey(line, Optional.empty());
        }
        Optional<Instant> until = Optional.empty();
        String options = line.substring(0, key.start(1)).strip();
        Matcher option = OPTION.matcher(options);
        int at = 0;
        while (at < options.length()) {
            if (!option.find(at) || option.start() != at) {
                throw new UnusableKey("its options cannot be read");
            }
            String name = option.group(1).toLowerCase(Locale.ROOT);
            if (name.equals("expiry-time") && option.group(2) != null) {
                until = AllowedSigner.time("valid-before=" + option.group(2), "valid-before");
            } else if (name.equals("cert-authority")) {
                throw new UnusableKey("keys of certificate authorities cannot be enrolled");
            } else if (!OF_LOGINS.contains(name)) {
                throw new UnusableKey("nothing is known of its option " + name);
            }
            at = option.end();
        }
        return new AuthorizedKey(line.substring(key.start(1)), until);
    }

    /** Whether what is before the key is whom it belongs to, as in a file of allowed signers, and not options. */
    static boolean namesSigners(String line) {
        String before = withoutQuoted(line).split("\\s", 2)[0];
        return before.contains("@") || before.contains("*");
    }

    /** The same line with other characters between quotes, so that no key is found there. */
    private static String withoutQuoted(String line) {
        StringBuilder out = new StringBuilder(line);
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted && c == '\\') {
                out.setCharAt(i++, '_');
                if (i < line.length()) {
                    out.setCharAt(i, '_');
                }
            } else if (c == '"') {
                quoted = !quoted;
            } else if (quoted) {
                out.setCharAt(i, '_');
            }
        }
        return out.toString();
    }
}
