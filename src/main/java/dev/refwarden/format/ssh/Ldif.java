package dev.refwarden.format.ssh;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** An export of a directory (RFC 2849) whose entries hold {@code sshPublicKey}, as the schema openssh-lpk has it. */
final class Ldif {
    private static final Pattern FIRST =
            Pattern.compile("(?is)\\A(?:\\s*(?:#[^\\n]*|version: *1)\\r?\\n)*\\s*dn::? .*");

    private final List<Entry> entries = new ArrayList<>();

    /**
     * A person in the directory.
     *
     * @param line where the entry begins, counted from 1
     * @param names addresses first, then the names of the account
     */
    record Entry(int line, List<String> names, List<String> keys) {}

    Ldif(byte[] file) {
        List<String> mails = new ArrayList<>();
        List<String> uids = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        int begun = 1;
        int number = 0;
        for (String line : unfolded(new String(file, StandardCharsets.UTF_8))) {
            number++;
            int colon = line.indexOf(':');
            String name = colon < 0
                    ? ""
                    : line.substring(0, colon).toLowerCase(Locale.ROOT).replaceFirst(";.*", "");
            if (line.isEmpty() || name.equals("dn")) {
                end(begun, mails, uids, keys);
                begun = number;
            }
            switch (name) {
                case "mail" -> mails.add(value(line, colon));
                case "uid" -> uids.add(value(line, colon));
                case "sshpublickey" -> keys.add(value(line, colon));
                default -> {}
            }
        }
        end(begun, mails, uids, keys);
    }

    static boolean isOne(String text) {
        return FIRST.matcher(text).matches();
    }

    List<Entry> entries() {
        return entries;
    }

    private void end(int begun, List<String> mails, List<String> uids, List<String> keys) {
        if (!keys.isEmpty()) {
            List<String> names = new ArrayList<>(mails);
            names.addAll(uids);
            entries.add(new Entry(begun, names, List.copyOf(keys)));
        }
        mails.clear();
        uids.clear();
        keys.clear();
    }

    /** Lines that begin with a blank go on with the one before; so that numbers stay, an empty comment is left in its place. */
    private static List<String> unfolded(String text) {
        List<String> lines = new ArrayList<>();
        int last = -1;
        for (String line : text.lines().toList()) {
            if (line.startsWith(" ") && last >= 0) {
                lines.set(last, lines.get(last) + line.substring(1));
                lines.add("#");
            } else {
                lines.add(line);
                last = lines.size() - 1;
            }
        }
        return lines;
    }

    private static String value(String line, int colon) {
        if (!line.startsWith("::", colon)) {
            return line.substring(colon + 1).strip();
        }
        try {
            return new String(
                            Base64.getDecoder().decode(line.substring(colon + 2).strip()), StandardCharsets.UTF_8)
                    .strip();
        } catch (IllegalArgumentException e) {
            return "(no Base64)";
        }
    }
}
