package dev.refwarden.scenario;

import dev.refwarden.format.ssh.SshPublicKey;
import dev.refwarden.ledger.LedgerUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a scenario printed and logged, with everything that differs from run to run named instead. */
final class Transcript {
    private static final Pattern ID = Pattern.compile(
            Sandbox.OBJECT_FORMAT.equals("sha1") ? "\\b[0-9a-f]{40}\\b" : "\\b([0-9a-f]{64}|[0-9a-f]{40})\\b");
    private static final Pattern SHORT_ID = Pattern.compile("\\b[0-9a-f]{8}\\b");
    /** Of a key that a scenario made for itself. */
    private static final Pattern KEY_ENDING = Pattern.compile("(-e|-lsF) '[A-Za-z0-9+/]{20,}={0,2}'");

    private static final Pattern CASE = Pattern.compile("\\b[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\\b");

    private static final Pattern OPENPGP = Pattern.compile("\\b(?=[0-9]*[A-F])[0-9A-F]{40}\\b");

    /** A time of this run; times that scenarios name themselves lie elsewhere. */
    private final Pattern recent = Pattern.compile("(" + LocalDate.now(ZoneOffset.UTC) + "|"
            + LocalDate.now(ZoneOffset.UTC).minusDays(1) + ")T[0-9:.]+Z");

    private final Path root;
    private final Map<String, String> ids = new LinkedHashMap<>();

    Transcript(Path root) {
        this.root = root;
    }

    /** The printed text, then a line for each decision in the log. */
    String of(String printed) throws IOException {
        StringBuilder out = new StringBuilder(stable(printed));
        out.append("log:\n");
        for (String line : logged()) {
            // When it was seen what landed is left to chance where pushes run next to each other.
            if (!field(line, "verdict").equals("noted")) {
                out.append("  ").append(summary(line)).append('\n');
            }
        }
        return out.toString();
    }

    private List<String> logged() throws IOException {
        try {
            return LedgerTool.lines(root.resolve("state")).lines().toList();
        } catch (LedgerUnavailable e) {
            return List.of("{\"verdict\":\"(the ledger cannot be read)\"}");
        }
    }

    private static String summary(String line) {
        List<String> words = new ArrayList<>();
        words.add(field(line, "event").isEmpty() ? field(line, "verdict") : field(line, "event"));
        Matcher codes = Pattern.compile("\"code\":\"([a-z-]+)\"")
                .matcher(line.substring(Math.max(0, line.indexOf("\"findings\":"))));
        while (codes.find()) {
            words.add(codes.group(1));
        }
        return String.join(" ", words);
    }

    private static String field(String line, String name) {
        Matcher field = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(line);
        return field.find() ? field.group(1) : "";
    }

    private String stable(String text) throws IOException {
        String out = text.replace(root.toString(), "ROOT");
        try (var keys = Files.list(root.resolve("keys"))) {
            for (Path key : keys.filter(file -> file.toString().endsWith(".pub"))
                    .sorted()
                    .toList()) {
                String name = key.getFileName().toString().replace(".pub", "");
                out = out.replace(fingerprint(key), "<" + name + "'s fingerprint>")
                        .replace(ending(key), "<the end of " + name + "'s key>");
            }
        }
        out = KEY_ENDING.matcher(out).replaceAll("$1 '<the end of a key>'");
        out = CASE.matcher(out).replaceAll("CASE-CASE");
        out = OPENPGP.matcher(out).replaceAll("OPENPGP-FINGERPRINT");
        out = recent.matcher(out).replaceAll("RECENTLY");
        out = numbered(ID, out);
        return numbered(SHORT_ID, out).replaceAll("[ \t]+\n", "\n");
    }

    /** Ids become {@code <1>}, {@code <2>} … in the order in which they turn up; short ones share the number. */
    private String numbered(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            String id = matcher.group();
            String name = id.matches("0+")
                    ? "<none>"
                    : ids.computeIfAbsent(id.substring(0, 8), x -> "<" + (ids.size() + 1) + ">");
            matcher.appendReplacement(out, Matcher.quoteReplacement(name));
        }
        return matcher.appendTail(out).toString();
    }

    /** By which hints have the file of a key found. */
    private static String ending(Path publicKey) throws IOException {
        String blob = Files.readString(publicKey).split(" ", -1)[1];
        return "'" + blob.substring(blob.length() - 24) + "'";
    }

    private static String fingerprint(Path publicKey) throws IOException {
        String line = Files.readString(publicKey);
        int from = line.indexOf(' ') + 1;
        byte[] blob = Base64.getDecoder().decode(line.substring(from, line.indexOf(' ', from)));
        return SshPublicKey.fingerprint(blob).value();
    }
}
