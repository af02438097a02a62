package dev.refwarden.review.web;

import dev.refwarden.git.store.ChangedFile;
import dev.refwarden.git.store.TreeComparison;
import dev.refwarden.report.Printable;
import java.util.List;
import java.util.Set;

/**
 * Changed files as a page shows them.
 *
 * @param more how many others are known
 * @param gaps what was not looked for
 */
public record ShownDifference(List<File> files, int more, Set<TreeComparison.Gap> gaps) {
    public ShownDifference {
        files = List.copyOf(files);
        gaps = Set.copyOf(gaps);
    }

    /** All others are named above. */
    private static final int MOST = 300;

    private static final int LONGEST_NAME = 1_000;

    /**
     * @param title its name, and its old one where that was another
     * @param mode what is unusual about it, such as "executable"; else empty
     * @param reason why no lines are shown; empty where they are
     * @param cut whether the last lines are left out
     */
    public record File(String title, String mode, List<ChangedFile.Hunk> hunks, String reason, boolean cut) {}

    static ShownDifference of(TreeComparison.Difference difference) {
        List<ChangedFile> files = difference.files();
        int shown = Math.min(MOST, files.size());
        return new ShownDifference(
                files.subList(0, shown).stream().map(ShownDifference::file).toList(),
                files.size() - shown + difference.more(),
                difference.gaps());
    }

    private static File file(ChangedFile file) {
        String title = file.isRenamed() ? line(file.before()) + " → " + line(file.after()) : line(file.name());
        String mode = mode(file);
        if (file.content() instanceof ChangedFile.Content.Lines lines) {
            return new File(title, mode, lines.hunks(), "", lines.cut());
        }
        String reason = file.content() instanceof ChangedFile.Content.Unshown unshown ? unshown.reason() : "";
        return new File(title, mode, List.of(), reason, false);
    }

    /** A file's name can hold line ends. */
    private static String line(String name) {
        return Printable.of(name, LONGEST_NAME);
    }

    private static String mode(ChangedFile file) {
        if (file.after().isEmpty()) {
            return "deleted";
        }
        String now = kind(file.modeAfter());
        String was = kind(file.modeBefore());
        if (file.before().isEmpty()) {
            return now.isEmpty() ? "new" : "new, " + now;
        }
        return now.equals(was)
                ? now
                : (was.isEmpty() ? "plain" : was) + " before, now " + (now.isEmpty() ? "plain" : now);
    }

    private static String kind(String mode) {
        return switch (mode) {
            case "100644" -> "";
            case "100755" -> "executable";
            case "120000" -> "symbolic link";
            case "160000" -> "submodule";
            default -> "mode " + mode;
        };
    }
}
