package dev.refwarden.hook;

import static dev.refwarden.hook.Hostile.file;
import static dev.refwarden.hook.Worst.quick;
import static dev.refwarden.hook.Worst.slow;

import dev.refwarden.git.ObjectId;
import dev.refwarden.hook.Hostile.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Merges by a robot, which must be computed again: large files, renames, criss-cross. */
final class WorstMerges {
    private static final int SEED = 20_260_101;

    private WorstMerges() {}

    static List<Worst> all() {
        return List.of(
                slow("merge-of-1m-files", Worst.End.REFUSED, push -> files(push, 1 << 20)),
                slow("merge-of-5m-files", Worst.End.REFUSED, push -> files(push, 5 << 20)),
                slow("merge-of-equal-lines", Worst.End.REFUSED, push -> equalLines(push, 1 << 20)),
                quick("merge-of-300-renames", Worst.End.REFUSED, push -> renames(push, 300)),
                slow("merge-of-2000-renames", Worst.End.REFUSED, push -> renames(push, 2_000)),
                slow("merge-of-3000-removals", Worst.End.REFUSED, push -> removals(push, 3_000)),
                slow("merge-of-removed-bombs", Worst.End.REFUSED, push -> removedBomb(push, 200)),
                slow("merge-of-removed-bombs-of-long-names", Worst.End.REFUSED, push -> removedBomb(push, 60_000)),
                slow("criss-cross", Worst.End.REFUSED, push -> crissCross(push, 12)),
                slow("criss-cross-of-200-bases", Worst.End.REFUSED, push -> crissCross(push, 200)));
    }

    private static void merge(
            Hostile push, List<Entry> base, List<Entry> ours, List<Entry> theirs, List<Entry> merged) {
        ObjectId before = push.signed(push.tree(base));
        ObjectId one = push.signed(push.tree(ours), before);
        ObjectId other = push.signed(push.tree(theirs), before);
        String raw = push.unsigned(push.tree(merged), "Merge\n", List.of(one, other));
        push.create("refs/heads/signed/x", push.signed(Hostile.GITEA, raw));
    }

    /** Lines of random letters: every other line differs on one side. */
    private static void files(Hostile push, int size) {
        merge(
                push,
                List.of(file("f", push.blob(lines(size, 0)))),
                List.of(file("f", push.blob(lines(size, 1)))),
                List.of(file("f", push.blob(lines(size, 2)))),
                List.of(file("f", push.blob("merged\n"))));
    }

    private static String lines(int size, int side) {
        Random same = new Random(SEED);
        Random own = new Random(SEED + side);
        StringBuilder text = new StringBuilder(size);
        for (int line = 0; text.length() < size - 8; line++) {
            int common = same.nextInt(1 << 16);
            text.append(line % 2 == 0 ? common : own.nextInt(1 << 16)).append('\n');
        }
        return text.toString();
    }

    private static void equalLines(Hostile push, int size) {
        merge(
                push,
                List.of(file("f", push.blob("\n".repeat(size)))),
                List.of(file("f", push.blob("x\n\n".repeat(size / 3)))),
                List.of(file("f", push.blob("\n\ny\n".repeat(size / 4)))),
                List.of(file("f", push.blob("merged\n"))));
    }

    /** Each file moves and changes by less than half on one side, and by less than half on the other. */
    private static void renames(Hostile push, int count) {
        List<Entry> merged = List.of(file("f", push.blob("merged\n")));
        merge(push, side(push, count, "a", 0), side(push, count, "b", 1), side(push, count, "c", 2), merged);
    }

    /** One side moves and changes all files, the other removes them. */
    private static void removals(Hostile push, int count) {
        List<Entry> kept = List.of(file("f", push.blob("merged\n")));
        merge(push, side(push, count, "a", 0), side(push, count, "b", 1), kept, kept);
    }

    /** Few trees that mean many files, gone on both sides, one of which has a few others. */
    private static void removedBomb(Hostile push, int name) {
        ObjectId tree = push.tree(file("f", push.blob("bomb\n")));
        for (int level = 0; level < 10; level++) {
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                entries.add(Hostile.folder(i + "x".repeat(name), tree));
            }
            tree = push.tree(entries);
        }
        List<Entry> other = List.of(file("g", push.blob("other\n")), file("h", push.blob("one more\n")));
        merge(push, List.of(Hostile.folder("a", tree)), other, List.of(), other);
    }

    private static List<Entry> side(Hostile push, int count, String prefix, int side) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder();
            Random random = new Random(SEED + i);
            for (int line = 0; line < 60; line++) {
                text.append(random.nextInt(1 << 16))
                        .append(line % 4 == 0 ? " " + side : "")
                        .append('\n');
            }
            entries.add(file(String.format("%s%06d", prefix, i), push.blob(text.toString())));
        }
        return entries;
    }

    /** Two lines that merge each other again and again, so that there are many bases at each step. */
    private static void crissCross(Hostile push, int wide) {
        ObjectId root = push.signed(push.tree());
        List<ObjectId> bases = new ArrayList<>();
        for (int i = 0; i < wide; i++) {
            ObjectId tree = push.tree(file("f" + i, push.blob("base " + i)));
            bases.add(push.signed(tree, root));
        }
        ObjectId one = push.signed(Hostile.ALICE, push.unsigned(side(push, 1, bases), "one\n", bases));
        ObjectId other = push.signed(Hostile.ALICE, push.unsigned(side(push, 2, bases), "other\n", bases));
        String raw = push.unsigned(push.tree(), "Merge\n", List.of(one, other));
        push.create("refs/heads/signed/x", push.signed(Hostile.GITEA, raw));
    }

    private static ObjectId side(Hostile push, int side, List<ObjectId> bases) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < bases.size(); i++) {
            entries.add(file(String.format("f%04d", i), push.blob("side " + side + " " + i)));
        }
        return push.tree(entries);
    }
}
