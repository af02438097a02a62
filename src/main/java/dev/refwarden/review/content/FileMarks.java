package dev.refwarden.review.content;

import dev.refwarden.format.SignatureFormats;
import dev.refwarden.git.store.ChangedFile;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What one changed file does. */
public final class FileMarks {
    private static final int LONGEST_LINE = 240;
    private static final Pattern HARMLESS_BINARY = Pattern.compile(
            ".*\\.(png|jpe?g|gif|ico|icns|webp|avif|bmp|svgz?|pdf|ttf|otf|woff2?|eot|mp[34]|ogg|wav|mov|webm|psd|docx|xlsx|pptx|odt|snap)");
    private static final Pattern LOOSER = Pattern.compile(
            "mode\\s*:\\s*observe|unmatched\\s*:\\s*allow|(force|delete)\\s*:\\s*allow|vouched\\s*:|except\\s*:|ambiguous-names\\s*:\\s*allow"
                    + "|committer\\s*:\\s*anyone|scope\\s*:\\s*first-parent|second-key\\s*:\\s*true|optional");
    private static final Pattern ENROLS =
            Pattern.compile("\\b(" + String.join("|", SignatureFormats.names()) + ")\\s*:");
    private static final Pattern COUNT = Pattern.compile("count\\s*:\\s*(\\d{1,3})");
    private static final Steps SENDING =
            Steps.of(1_000, "\\b(curl|wget|invoke-\\w{1,20})\\b", "\\s-d|--data|\\s-f|--post-|\\s-t|--upload", "\\$");
    private static final Pattern DEMAND = Pattern.compile(
            "approvals|signed-by|second-factor|required|cool-down|max-age|rsa-min-bits|robots\\s*:|paths\\s*:|refs\\s*:|match\\s*:");

    private final ChangedFile file;
    private final BooleanSupplier over;
    private final FileKind kind;
    private final List<String> added = new ArrayList<>();
    private final List<String> removed = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private final Set<MarkKind> seen = EnumSet.noneOf(MarkKind.class);

    private FileMarks(ChangedFile file, BooleanSupplier over) {
        this.file = file;
        this.over = over;
        this.kind = FileKind.of(file.name());
        if (file.content() instanceof ChangedFile.Content.Lines lines) {
            for (ChangedFile.Hunk hunk : lines.hunks()) {
                for (ChangedFile.Line line : hunk.lines()) {
                    if (line.side() == ChangedFile.Side.ADDED) {
                        added.add(line.text());
                    } else if (line.side() == ChangedFile.Side.REMOVED) {
                        removed.add(line.text());
                    }
                }
            }
        }
    }

    /**
     * Each kind at most once, with the first line that shows it.
     *
     * @param over whether there is no more time to look at lines
     */
    public static List<Mark> of(ChangedFile file, BooleanSupplier over) {
        FileMarks marks = new FileMarks(file, over);
        if (!file.after().isEmpty()) {
            marks.look();
        } else if (marks.kind == FileKind.RULES) {
            marks.add(MarkKind.LOOSENS_RULES, "");
        }
        return marks.marks;
    }

    private void look() {
        for (String line : added) {
            if (over.getAsBoolean()) {
                break;
            }
            for (MarkKind found : AddedLine.kinds(kind, line)) {
                if (found != MarkKind.INSTALL_HOOK || isPackageScript()) {
                    add(found, line);
                }
            }
        }
        boolean fresh = file.before().isEmpty();
        switch (kind) {
            case WORKFLOW -> {
                add(fresh ? MarkKind.NEW_WORKFLOW : MarkKind.WORKFLOW, "");
                sendsAcrossLines();
            }
            case MANIFEST -> manifest();
            case BUILD -> add(MarkKind.BUILD, "");
            case RULES -> rules();
            case LOCK, REGISTRY, SUBMODULES, PROSE, LANGUAGE, SOURCE -> {
                // What their lines do is enough.
            }
        }
        modeAndShape(fresh);
    }

    /** Whether a package manager runs it on everybody's machine. */
    private boolean isPackageScript() {
        String name = file.name().toLowerCase(Locale.ROOT);
        return name.endsWith(".install") || name.endsWith("pkgbuild") || name.contains("postinst");
    }

    /** In a workflow the secret often stands lines above what sends it. */
    private void sendsAcrossLines() {
        boolean secrets = added.stream().anyMatch(line -> line.contains("secrets."));
        added.stream()
                .filter(line -> secrets && SENDING.areIn(line))
                .findFirst()
                .ifPresent(line -> add(MarkKind.SENDS_SECRETS, line));
    }

    private void manifest() {
        Map<String, String> before = Dependencies.named(file.name(), removed);
        Map<String, String> after = Dependencies.named(file.name(), added);
        for (String name : Dependencies.added(before, after)) {
            add(MarkKind.NEW_DEPENDENCY, after.getOrDefault(name, name));
        }
        added.stream()
                .filter(line -> Dependencies.isByAddress(file.name(), line))
                .findFirst()
                .ifPresent(line -> add(MarkKind.DEPENDENCY_BY_ADDRESS, line));
        Dependencies.installHook(file.name(), added).ifPresent(line -> add(MarkKind.INSTALL_HOOK, line));
    }

    private void rules() {
        add(MarkKind.RULES, "");
        String name = file.name().toLowerCase(Locale.ROOT);
        if (name.contains("people/")) {
            added.stream()
                    .filter(line -> ENROLS.matcher(line).find())
                    .findFirst()
                    .ifPresent(line -> add(MarkKind.NEW_KEY, line));
            return;
        }
        added.stream()
                .filter(line -> LOOSER.matcher(line).find())
                .findFirst()
                .ifPresent(line -> add(MarkKind.LOOSENS_RULES, line));
        List<String> demands =
                removed.stream().filter(line -> DEMAND.matcher(line).find()).toList();
        if (demands.size()
                        > added.stream()
                                .filter(line -> DEMAND.matcher(line).find())
                                .count()
                || lowers(demands)) {
            add(MarkKind.LOOSENS_RULES, demands.get(0));
        }
    }

    /** Whether fewer people are asked than before. */
    private boolean lowers(List<String> demands) {
        OptionalInt before = counts(demands).max();
        OptionalInt now = counts(added).min();
        return before.isPresent() && now.isPresent() && now.getAsInt() < before.getAsInt();
    }

    private static IntStream counts(List<String> lines) {
        return lines.stream()
                .map(COUNT::matcher)
                .filter(Matcher::find)
                .mapToInt(count -> Integer.parseInt(count.group(1)));
    }

    private void modeAndShape(boolean fresh) {
        boolean binary = file.content() instanceof ChangedFile.Content.Unshown unshown
                && unshown.reason().startsWith("binary");
        if (binary
                && !HARMLESS_BINARY
                        .matcher(file.name().toLowerCase(Locale.ROOT))
                        .matches()) {
            add(MarkKind.BINARY, "");
        }
        boolean script = !added.isEmpty() && added.get(0).startsWith("#!");
        if (file.modeAfter().equals("100755") && !file.modeBefore().equals("100755") && !(fresh && script)) {
            add(MarkKind.EXECUTABLE, "");
        }
        if (file.modeAfter().equals("120000")
                && added.stream().anyMatch(target -> target.startsWith("/") || target.contains("../.."))) {
            add(MarkKind.LINK_OUTSIDE, added.get(0));
        }
    }

    private void add(MarkKind found, String line) {
        if (seen.add(found)) {
            String strip = line.strip();
            marks.add(new Mark(
                    found,
                    file.name(),
                    strip.length() > LONGEST_LINE ? strip.substring(0, LONGEST_LINE) + "…" : strip));
        }
    }
}
