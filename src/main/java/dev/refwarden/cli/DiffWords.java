package dev.refwarden.cli;

import dev.refwarden.git.store.ChangedFile;
import dev.refwarden.git.store.TreeComparison;
import dev.refwarden.report.Printable;
import dev.refwarden.review.ShownCommit;
import java.io.PrintWriter;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Commits and what they change, as git would print them, but with everything hostile made visible. */
final class DiffWords {
    private static final int LONGEST = 1_100;
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String YELLOW = "\u001b[33m";
    private static final String CYAN = "\u001b[36m";
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[m";
    private final PrintWriter out;
    private final boolean coloured;

    DiffWords(PrintWriter out, boolean coloured) {
        this.out = out;
        this.coloured = coloured;
    }

    void commit(ShownCommit commit) {
        line(YELLOW, "commit " + commit.id().hex());
        if (commit.parents().size() > 1) {
            out.println("Merge:     " + commit.parents().size() + " parents; shown is what differs from all of them");
        }
        out.println("Author:    " + safe(commit.author().words()));
        out.println("Committer: " + safe(commit.committer().words()));
        out.println();
        commit.message().lines().forEach(line -> out.println("    " + safe(line)));
        out.println();
    }

    void difference(TreeComparison.Difference difference) {
        difference.files().forEach(this::file);
        if (difference.more() > 0) {
            out.println("and " + difference.more() + " more changed files that are not shown");
            out.println();
        }
        difference.gaps().forEach(gap -> {
            out.println(gap.words());
            out.println();
        });
    }

    private void file(ChangedFile file) {
        line(BOLD, "--- " + (file.before().isEmpty() ? "/dev/null" : safe(file.before())) + mode(file.modeBefore()));
        line(BOLD, "+++ " + (file.after().isEmpty() ? "/dev/null" : safe(file.after())) + mode(file.modeAfter()));
        if (file.content() instanceof ChangedFile.Content.Unshown unshown) {
            out.println(unshown.reason());
        } else if (file.content() instanceof ChangedFile.Content.Lines lines) {
            lines.hunks().forEach(this::hunk);
            if (lines.cut()) {
                out.println("the rest is not shown: there is too much of it");
            }
        }
        out.println();
    }

    /** What is unusual about a file is not left to be guessed. */
    private static String mode(String mode) {
        return switch (mode) {
            case "0", "100644" -> "";
            case "100755" -> " (executable)";
            case "120000" -> " (symbolic link)";
            case "160000" -> " (submodule)";
            default -> " (mode " + mode + ")";
        };
    }

    private void hunk(ChangedFile.Hunk hunk) {
        line(
                CYAN,
                "@@ -" + hunk.before() + "," + hunk.linesBefore() + " +" + hunk.after() + "," + hunk.linesAfter()
                        + " @@");
        for (ChangedFile.Line line : hunk.lines()) {
            String colour = switch (line.side()) {
                case ADDED -> GREEN;
                case REMOVED -> RED;
                case BOTH -> "";
            };
            line(colour, line.side().sign() + safe(line.text()));
        }
    }

    private void line(String colour, String text) {
        out.println(coloured && !colour.isEmpty() ? colour + text + PLAIN : text);
    }

    /** A tab is harmless and common; everything else that cannot be seen is not. */
    static String safe(String text) {
        return Stream.of(text.split("\t", -1))
                .map(part -> Printable.of(part, LONGEST))
                .collect(Collectors.joining("\t"));
    }
}
