package dev.refwarden.format.ssh;

import dev.refwarden.format.OfferedKey;
import dev.refwarden.format.PeopleEntry;
import dev.refwarden.format.Purposes;
import dev.refwarden.people.UnusableKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of an allowed-signers file (ssh-keygen's manual, ALLOWED SIGNERS).
 *
 * @param principals as whom the key signs; patterns are kept as they stand
 * @param line the key's type and Base64
 * @param approves whether its namespaces, if it has any, leave approvals in
 * @param from {@code valid-after}
 * @param until {@code valid-before}
 */
record AllowedSigner(
        List<String> principals,
        String line,
        SshPublicKey key,
        boolean approves,
        Optional<Instant> from,
        Optional<Instant> until) {
    private static final Pattern KEY =
            Pattern.compile("(?:^|\\s)((?:ssh|ecdsa|sk)-[a-z0-9@.-]+\\s+AAAA[A-Za-z0-9+/=]+)(?:\\s|$)");
    private static final Pattern OPTION = Pattern.compile("\\s*([^=,\"\\s]+)(?:=(?:\"[^\"]*\"|[^,\"]*))?\\s*(?:,|$)");
    private static final Set<String> KNOWN = Set.of("namespaces", "valid-after", "valid-before");
    private static final Pattern NAMESPACES = Pattern.compile("(?i)(?:^|,)namespaces=\"([^\"]*)\"");
    private static final Pattern TIME = Pattern.compile("(\\d{8})(\\d{4})?(\\d{2})?(Z?)");

    /** Whether a file's first line that says anything is of this form, and not of a {@code .pub} file. */
    static boolean isFile(List<SshKeyFile.Line> lines) {
        return lines.stream()
                .findFirst()
                .map(SshKeyFile.Line::text)
                .filter(line -> KEY.matcher(line).find()
                        && KEY.matcher(line).replaceFirst("@").indexOf('@') > 0)
                .isPresent();
    }

    /** @throws UnusableKey if the line says something that cannot be enrolled, with the reason */
    static AllowedSigner of(String line) throws UnusableKey {
        Matcher key = KEY.matcher(line);
        if (!key.find()) {
            throw new UnusableKey("no SSH public key is in it");
        }
        String[] before = line.substring(0, key.start()).strip().split("\\s+", 2);
        String options = before.length > 1 ? before[1] : "";
        refuseUnknown(options);
        Matcher namespaces = NAMESPACES.matcher(options);
        boolean limited = namespaces.find();
        if (limited && !admits(namespaces.group(1), Purposes.GIT)) {
            throw new UnusableKey("its namespaces leave out git, so it may sign no commit");
        }
        Optional<Instant> from = time(options, "valid-after");
        Optional<Instant> until = time(options, "valid-before");
        if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
            throw new UnusableKey("its valid-before is not later than its valid-after");
        }
        return new AllowedSigner(
                List.of(before[0].replace("\"", "").split(",")),
                key.group(1).strip(),
                SshPublicKey.parse(key.group(1)),
                !limited || admits(namespaces.group(1), Purposes.APPROVAL),
                from,
                until);
    }

    /** The key that would be enrolled; its point is not looked at. */
    OfferedKey offered() {
        String kind = key.type().keyType().yamlName();
        PeopleEntry entry = SshKeyFiles.entry(line);
        return new OfferedKey(key, kind, id -> entry, new OfferedKey.Terms(principals, approves, from, until));
    }

    /** A restriction that is not understood must not be dropped: the key would then count for more than it should. */
    private static void refuseUnknown(String options) throws UnusableKey {
        Matcher option = OPTION.matcher(options);
        int at = 0;
        while (at < options.length()) {
            if (!option.find(at) || option.start() != at) {
                throw new UnusableKey("its options cannot be read");
            }
            String name = option.group(1).toLowerCase(Locale.ROOT);
            if (name.equals("cert-authority")) {
                throw new UnusableKey("keys of certificate authorities cannot be enrolled");
            }
            if (!KNOWN.contains(name)) {
                throw new UnusableKey("nothing is known of its option " + name);
            }
            at = option.end();
        }
    }

    /** Whether a list of patterns means the name (ssh_config's manual, PATTERNS). */
    private static boolean admits(String patterns, String name) {
        boolean admitted = false;
        for (String pattern : patterns.split(",", -1)) {
            boolean negated = pattern.startsWith("!");
            String expression = Pattern.quote(negated ? pattern.substring(1) : pattern)
                    .replace("*", "\\E.*\\Q")
                    .replace("?", "\\E.\\Q");
            if (Pattern.matches(expression, name)) {
                if (negated) {
                    return false;
                }
                admitted = true;
            }
        }
        return admitted;
    }

    /** Times without Z are the machine's own there; here all are UTC, as everywhere in a configuration. */
    static Optional<Instant> time(String options, String name) throws UnusableKey {
        Matcher option =
                Pattern.compile("(?i)(?:^|,)" + name + "=\"?([^\",]*)\"?").matcher(options);
        if (!option.find()) {
            return Optional.empty();
        }
        Matcher time = TIME.matcher(option.group(1));
        try {
            if (time.matches()) {
                String clock = (time.group(2) == null ? "0000" : time.group(2))
                        + (time.group(3) == null ? "00" : time.group(3));
                return Optional.of(
                        LocalDateTime.parse(time.group(1) + clock, DateTimeFormatter.ofPattern("yyyyMMddHHmmss"))
                                .toInstant(ZoneOffset.UTC));
            }
        } catch (DateTimeException e) {
            throw new UnusableKey("its " + name + " is not a time");
        }
        throw new UnusableKey("its " + name + " is not a time");
    }
}
