package dev.refwarden.git.store;

import dev.refwarden.git.store.ChangedFile.Content;
import dev.refwarden.git.store.ChangedFile.Hunk;
import dev.refwarden.git.store.ChangedFile.Line;
import dev.refwarden.git.store.ChangedFile.Side;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.DiffAlgorithm;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectReader;

/** The lines of changed files as people read them, until the budget of lines is used up. */
final class ShownContent {
    private static final int LARGEST = 1 << 20;
    private static final int MOST_COMPARED_LINES = 20_000;
    private static final int LONGEST_LINE = 1_000;
    private static final int CONTEXT = 3;
    private static final String TOO_MUCH = "not shown: there is too much of it";

    private final ObjectReader reader;
    private final ObjectNames names;
    private final DiffAlgorithm algorithm = new HistogramDiff();
    private final ComparisonBudget budget;
    private int linesLeft;

    ShownContent(ObjectReader reader, ObjectNames names, int mostLines, ComparisonBudget budget) {
        this.reader = reader;
        this.names = names;
        this.budget = budget;
        this.linesLeft = mostLines;
    }

    ChangedFile file(DiffEntry entry) {
        return file(entry, content(entry));
    }

    /** With a reason instead of its lines, and nothing read. */
    static ChangedFile named(DiffEntry entry, String reason) {
        return file(entry, new Content.Unshown(reason));
    }

    private static ChangedFile file(DiffEntry entry, Content content) {
        boolean added = entry.getChangeType() == DiffEntry.ChangeType.ADD;
        boolean deleted = entry.getChangeType() == DiffEntry.ChangeType.DELETE;
        return new ChangedFile(
                added ? "" : entry.getOldPath(),
                deleted ? "" : entry.getNewPath(),
                added ? "0" : entry.getOldMode().toString(),
                deleted ? "0" : entry.getNewMode().toString(),
                content);
    }

    private Content content(DiffEntry entry) {
        if (entry.getOldMode() == FileMode.GITLINK || entry.getNewMode() == FileMode.GITLINK) {
            return new Content.Unshown("submodule, from " + name(entry.getOldId()) + " to " + name(entry.getNewId()));
        }
        if (linesLeft <= 0 || budget.isOver()) {
            return new Content.Unshown(TOO_MUCH);
        }
        try {
            boolean added = entry.getChangeType() == DiffEntry.ChangeType.ADD;
            boolean deleted = entry.getChangeType() == DiffEntry.ChangeType.DELETE;
            long before = added ? 0 : size(entry.getOldId());
            long after = deleted ? 0 : size(entry.getNewId());
            if (Math.max(before, after) > LARGEST) {
                return new Content.Unshown("not shown: " + Math.max(before, after) + " bytes");
            }
            if (!added && !deleted && entry.getOldId().equals(entry.getNewId())) {
                return new Content.Lines(List.of(), false);
            }
            if (!budget.content.take(before + after)) {
                return new Content.Unshown(TOO_MUCH);
            }
            return content(
                    added ? new byte[0] : read(entry.getOldId()), deleted ? new byte[0] : read(entry.getNewId()));
        } catch (MissingObjectException e) {
            return new Content.Unshown("not kept");
        } catch (IOException e) {
            return new Content.Unshown("damaged, and cannot be read");
        }
    }

    private Content content(byte[] before, byte[] after) {
        if (RawText.isBinary(before) || RawText.isBinary(after)) {
            return new Content.Unshown("binary, " + Math.max(before.length, after.length) + " bytes");
        }
        RawText old = new RawText(before);
        RawText fresh = new RawText(after);
        if (Math.min(old.size(), fresh.size()) > 0 && Math.max(old.size(), fresh.size()) > MOST_COMPARED_LINES) {
            return new Content.Unshown("not shown: " + Math.max(old.size(), fresh.size()) + " lines");
        }
        return lines(old, fresh);
    }

    private long size(AbbreviatedObjectId id) throws IOException {
        return reader.getObjectSize(id.toObjectId(), Constants.OBJ_BLOB);
    }

    private byte[] read(AbbreviatedObjectId id) throws IOException {
        return reader.open(id.toObjectId()).getCachedBytes(LARGEST);
    }

    private String name(AbbreviatedObjectId id) {
        return id == null || id.toObjectId().equals(org.eclipse.jgit.lib.ObjectId.zeroId())
                ? "nothing"
                : names.fromJGit(id.toObjectId()).hex();
    }

    private Content lines(RawText before, RawText after) {
        EditList edits = algorithm.diff(RawTextComparator.DEFAULT, before, after);
        List<Hunk> hunks = new ArrayList<>();
        int at = 0;
        while (at < edits.size()) {
            int last = at;
            while (last + 1 < edits.size()
                    && edits.get(last + 1).getBeginA() - edits.get(last).getEndA() <= 2 * CONTEXT) {
                last++;
            }
            if (linesLeft <= 0) {
                return new Content.Lines(hunks, true);
            }
            hunks.add(hunk(edits.subList(at, last + 1), before, after));
            at = last + 1;
        }
        return new Content.Lines(hunks, linesLeft <= 0);
    }

    private Hunk hunk(List<Edit> edits, RawText before, RawText after) {
        Edit first = edits.get(0);
        int a = Math.max(0, first.getBeginA() - CONTEXT);
        int b = Math.max(0, first.getBeginB() - (first.getBeginA() - a));
        List<Line> lines = new ArrayList<>();
        int startA = a;
        for (Edit edit : edits) {
            a = add(lines, Side.BOTH, before, a, edit.getBeginA());
            a = add(lines, Side.REMOVED, before, a, edit.getEndA());
            add(lines, Side.ADDED, after, edit.getBeginB(), edit.getEndB());
        }
        add(lines, Side.BOTH, before, a, Math.min(before.size(), a + CONTEXT));
        return new Hunk(startA + (before.size() == 0 ? 0 : 1), b + (after.size() == 0 ? 0 : 1), lines);
    }

    private int add(List<Line> lines, Side side, RawText text, int from, int to) {
        for (int i = from; i < to && linesLeft > 0; i++) {
            String line = text.getString(i);
            lines.add(new Line(side, line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line));
            linesLeft--;
        }
        return to;
    }
}
