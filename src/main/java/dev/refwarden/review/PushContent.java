package dev.refwarden.review;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.store.ChangedFile;
import dev.refwarden.git.store.TreeComparison;
import dev.refwarden.git.store.UnreadableTree;
import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.review.content.FileKind;
import dev.refwarden.review.content.FileMarks;
import dev.refwarden.review.content.Mark;
import dev.refwarden.review.content.MarkKind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a push would have changed, in short.
 *
 * @param commits its new commits, newest first, as far as they are shown
 * @param files by name, those that matter most first
 * @param marks what they do, the gravest first, each kind once for a file
 * @param whole whether everything that it brought could be looked at
 */
public record PushContent(List<ShownCommit> commits, List<File> files, List<Mark> marks, boolean whole) {
    private static final int MOST_COMMITS = 50;
    private static final int MANY_DELETED = 10;
    /** What looking through one push may take, however it was made. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** Where nothing can be looked at any more. */
    public static final PushContent UNKNOWN = new PushContent(List.of(), List.of(), List.of(), false);

    public PushContent {
        commits = List.copyOf(commits);
        files = List.copyOf(files);
        marks = List.copyOf(marks);
    }

    /**
     * A changed file.
     *
     * @param change {@code added}, {@code deleted} or {@code renamed}, or that it was altered, as {@link ChangedFile} says it
     */
    public record File(String name, String change, long added, long removed) {
        static File of(ChangedFile file) {
            long added = 0;
            long removed = 0;
            if (file.content() instanceof ChangedFile.Content.Lines lines) {
                for (ChangedFile.Hunk hunk : lines.hunks()) {
                    long both = hunk.lines().stream()
                            .filter(line -> line.side() == ChangedFile.Side.BOTH)
                            .count();
                    added += hunk.linesAfter() - both;
                    removed += hunk.linesBefore() - both;
                }
            }
            String change = file.before().isEmpty() ? "added" : file.after().isEmpty() ? "deleted" : "changed";
            return new File(file.name(), file.isRenamed() ? "renamed" : change, added, removed);
        }
    }

    /** Looks through what a push brought, within the limits of showing it. */
    public static PushContent of(LoggedDecision push, CaseObjects objects, GuardedNames guarded) throws IOException {
        Optional<CaseObjects.Differences> open = objects.differences(guarded);
        if (open.isEmpty()) {
            return UNKNOWN;
        }
        try (CaseObjects.Differences differences = open.get()) {
            Looking looking = new Looking(differences, guarded);
            for (Map<String, Object> update : push.objects("updates")) {
                looking.look(update, objects);
            }
            return looking.content(!push.fields().containsKey("updateCount"));
        }
    }

    /** Goes through one push. */
    private static final class Looking {
        private final CaseObjects.Differences differences;
        private final GuardedNames guarded;
        private final Map<ObjectId, ShownCommit> commits = new LinkedHashMap<>();
        private final Map<String, File> files = new LinkedHashMap<>();
        private final Map<Map.Entry<MarkKind, String>, Mark> marks = new LinkedHashMap<>();
        private final long end = System.nanoTime() + LONGEST.toNanos();
        private boolean whole = true;

        Looking(CaseObjects.Differences differences, GuardedNames guarded) {
            this.differences = differences;
            this.guarded = guarded;
        }

        void look(Map<String, Object> update, CaseObjects objects) throws IOException {
            String tip = LoggedDecision.text(update, "new");
            if (!ObjectId.isHex(tip) || ObjectId.fromHex(tip).isNull()) {
                return;
            }
            String old = LoggedDecision.text(update, "old");
            boolean creates = !ObjectId.isHex(old) || ObjectId.fromHex(old).isNull();
            BroughtCommits brought = objects.commits(ObjectId.fromHex(tip));
            whole &= brought.unread().isEmpty() && !brought.more();
            for (ShownCommit commit : brought.commits()) {
                if (commits.putIfAbsent(commit.id(), commit) != null) {
                    continue;
                }
                if (commits.size() > MOST_COMMITS || isOver()) {
                    whole = false;
                    return;
                }
                if (commit.parents().isEmpty() && !creates) {
                    add(new Mark(MarkKind.UNRELATED_HISTORY, "", commit.subject()));
                }
                look(commit);
            }
        }

        private void look(ShownCommit commit) throws IOException {
            try {
                TreeComparison.Difference difference = differences.of(commit);
                whole &= difference.more() == 0 && difference.gaps().isEmpty();
                for (ChangedFile file : difference.files()) {
                    files.putIfAbsent(file.name(), File.of(file));
                    FileMarks.of(file, this::isOver).forEach(this::add);
                }
                whole &= !isOver();
            } catch (UnreadableTree e) {
                whole = false;
            }
        }

        private boolean isOver() {
            return System.nanoTime() - end > 0;
        }

        private void add(Mark mark) {
            marks.putIfAbsent(Map.entry(mark.kind(), mark.path()), mark);
        }

        PushContent content(boolean allUpdates) {
            Set<MarkKind> kinds = EnumSet.noneOf(MarkKind.class);
            marks.values().forEach(mark -> kinds.add(mark.kind()));
            if (kinds.contains(MarkKind.BINARY) && files.keySet().stream().anyMatch(FileKind::isBuildDescription)) {
                add(new Mark(MarkKind.BINARY_IN_BUILD, "", ""));
            }
            long gone = files.values().stream()
                    .filter(file -> file.change().equals("deleted"))
                    .count();
            if (gone >= MANY_DELETED && gone * 5 >= files.size() * 4L) {
                add(new Mark(MarkKind.MASS_DELETION, "", ""));
            }
            List<File> sorted = new ArrayList<>(files.values());
            sorted.sort(Comparator.comparing(file -> rank(file.name())));
            List<Mark> gravest = new ArrayList<>(marks.values());
            gravest.sort(Comparator.comparing(mark -> -mark.kind().weight()));
            return new PushContent(new ArrayList<>(commits.values()), sorted, gravest, whole && allUpdates);
        }

        private int rank(String name) {
            if (guarded.isGuarded(name)) {
                return 0;
            }
            return FileKind.of(name).isRun() ? 1 : 2;
        }
    }
}
