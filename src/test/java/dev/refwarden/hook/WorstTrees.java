package dev.refwarden.hook;

import static dev.refwarden.hook.Hostile.file;
import static dev.refwarden.hook.Hostile.folder;
import static dev.refwarden.hook.Worst.quick;
import static dev.refwarden.hook.Worst.slow;

import dev.refwarden.git.ObjectId;
import dev.refwarden.hook.Hostile.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/** Folders: names, how many, how deep, and what a few mean that hold each other many times. */
final class WorstTrees {
    private static final int MIB = 1 << 20;

    private WorstTrees() {}

    static List<Worst> all() {
        return List.of(
                quick("names-that-begin-each-other", Worst.End.IN_TIME, push -> prefixes(push, 2_000, 8 * MIB)),
                slow("names-that-begin-each-other-50m", Worst.End.IN_TIME, push -> prefixes(push, 2_000, 49 * MIB)),
                slow("names-of-200-kilobytes", Worst.End.IN_TIME, push -> longNames(push, 60, 200_000)),
                slow("names-of-a-mebibyte", Worst.End.IN_TIME, push -> longNames(push, 45, MIB)),
                slow("backslashes", Worst.End.IN_TIME, push -> oneName(push, "\\".repeat(8 * MIB))),
                slow("backslashes-40m", Worst.End.IN_TIME, push -> oneName(push, "\\g".repeat(20 * MIB))),
                slow("letters-that-hfs-passes-over", Worst.End.IN_TIME, WorstTrees::ignorable),
                slow("folders-40000-twice", Worst.End.IN_TIME, push -> manyFolders(push, 40_000)),
                slow("folders-5000-twice", Worst.End.IN_TIME, push -> manyFolders(push, 5_000)),
                quick("equal-folders-under-two-parents", Worst.End.IN_TIME, push -> equalFolders(push, 60_000)),
                quick("bomb", Worst.End.REFUSED, push -> bomb(push, "guarded/x", 10, 10)),
                slow("bomb-signed", Worst.End.ACCEPTED, push -> bomb(push, "signed/x", 10, 10)),
                slow("bomb-of-wide-trees", Worst.End.IN_TIME, push -> bomb(push, "signed/x", 3, 20_000)),
                slow("bomb-under-stars", Worst.End.REFUSED, push -> bombUnderStars(push, 900)),
                slow("same-folders-in-many-commits", Worst.End.IN_TIME, push -> inManyCommits(push, 5_000, 5_000)),
                slow("entries-1500000", Worst.End.IN_TIME, push -> manyEntries(push, 1_500_000)),
                slow("bomb-beside-bomb", Worst.End.REFUSED, WorstTrees::twoBombs),
                quick("deep-5000", Worst.End.REFUSED, push -> deep(push, "signed/x", 5_000, 1, "a")),
                slow("deep-under-stars", Worst.End.IN_TIME, push -> deep(push, "signed/x", 900, 30, "a")),
                slow("deep-under-stars-wide", Worst.End.IN_TIME, push -> deep(push, "signed/x", 990, 1_000, "a")),
                slow("long-paths", Worst.End.IN_TIME, push -> deep(push, "guarded/x", 60, 20_000, "a".repeat(255))),
                slow("name-of-many-x", Worst.End.IN_TIME, push -> oneName(push, "x".repeat(100_000))),
                slow("blobs-40x40m", Worst.End.IN_TIME, WorstTrees::bigBlobs),
                slow("unsorted", Worst.End.REFUSED, WorstTrees::unsorted));
    }

    private static void prefixes(Hostile push, int length, int size) {
        ObjectId blob = push.blob("x");
        List<Entry> entries = new ArrayList<>();
        int bytes = 0;
        for (int i = 1; i <= length; i++) {
            entries.add(file("!".repeat(i), blob));
            bytes += i + 28;
        }
        for (int i = 0; bytes < size; i++) {
            entries.add(file("!".repeat(length) + String.format("%06d", i), blob));
            bytes += length + 34;
        }
        push.create("refs/heads/signed/x", push.signed(push.tree(entries)));
    }

    private static void longNames(Hostile push, int count, int length) {
        ObjectId blob = push.blob("x");
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(file("n".repeat(length) + String.format("%04d", i), blob));
        }
        push.create("refs/heads/signed/x", push.signed(push.tree(entries)));
    }

    private static void oneName(Hostile push, String name) {
        push.create("refs/heads/signed/x", push.signed(push.tree(file(name, push.blob("x")))));
    }

    private static void ignorable(Hostile push) {
        ObjectId blob = push.blob("x");
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 200_000; i++) {
            // U+200C in UTF-8, which HFS+ does not see.
            entries.add(file(".g\u00e2\u0080\u008c".repeat(10) + String.format("%06d", i), blob));
        }
        push.create("refs/heads/signed/x", push.signed(push.tree(entries)));
    }

    private static void manyFolders(Hostile push, int count) {
        ObjectId base = push.signed(push.tree());
        for (int round = 0; round < 2; round++) {
            List<Entry> folders = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                ObjectId inside = push.tree(file("f", push.blob(round + " " + i)));
                folders.add(folder(String.format("%06d", i), inside));
            }
            base = push.signed(push.tree(folders), base);
        }
        push.create("refs/heads/signed/x", base);
    }

    private static void equalFolders(Hostile push, int count) {
        ObjectId one = push.signed(push.tree(equal(push, count, "one")));
        ObjectId other = push.signed(push.tree(equal(push, count, "other")), one);
        push.create("refs/heads/signed/x", push.signed(push.tree(equal(push, count, "merged")), one, other));
    }

    private static List<Entry> equal(Hostile push, int count, String content) {
        ObjectId inside = push.tree(file("f", push.blob(content)));
        List<Entry> folders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            folders.add(folder(String.format("%06d", i), inside));
        }
        return folders;
    }

    private static void bomb(Hostile push, String branch, int levels, int width) {
        push.create("refs/heads/" + branch, push.signed(explosive(push, "package.json", levels, width)));
    }

    private static ObjectId explosive(Hostile push, String name, int levels, int width) {
        ObjectId tree = push.tree(file(name, push.blob(name)));
        for (int level = 0; level < levels; level++) {
            List<Entry> folders = new ArrayList<>();
            for (int i = 0; i < width; i++) {
                folders.add(folder(String.format("a%06d", i), tree));
            }
            tree = push.tree(folders);
        }
        return tree;
    }

    /** Two names at each level, so that patterns of stars are in many states at once. */
    private static void bombUnderStars(Hostile push, int levels) {
        ObjectId blob = push.blob("x");
        ObjectId tree = push.tree(file("b", blob));
        for (int level = 0; level < levels; level++) {
            tree = push.tree(List.of(folder("a", tree), file("b", blob), folder("c", tree)));
        }
        push.create("refs/heads/guarded/x", push.signed(tree));
    }

    /** Commits that go back and forth between two trees, each folder of which differs in one of its files. */
    private static void inManyCommits(Hostile push, int commits, int folders) {
        List<ObjectId> trees = new ArrayList<>();
        for (String content : List.of("one", "other")) {
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < folders; i++) {
                List<Entry> inside = List.of(file("a", push.blob("a" + i)), file("b", push.blob(content + i)));
                entries.add(folder(String.format("%06d", i), push.tree(inside)));
            }
            trees.add(push.tree(entries));
        }
        ObjectId tip = push.signed(trees.get(0));
        for (int i = 0; i < commits; i++) {
            tip = push.commit(push.unsigned(trees.get(i % 2), "c" + i + "\n", List.of(tip)));
        }
        push.create("refs/heads/guarded/x", tip);
    }

    private static void manyEntries(Hostile push, int count) {
        ObjectId blob = push.blob("x");
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(file(String.format("%05x", i), blob));
        }
        push.create("refs/heads/guarded/x", push.signed(push.tree(entries)));
    }

    private static void twoBombs(Hostile push) {
        ObjectId one = push.signed(explosive(push, "run.sh", 12, 10));
        ObjectId other = push.signed(explosive(push, "package.json", 12, 10), one);
        push.create("refs/heads/guarded/x", push.signed(explosive(push, "b", 12, 10), one, other));
    }

    private static void deep(Hostile push, String branch, int depth, int wide, String name) {
        ObjectId blob = push.blob("x");
        UnaryOperator<List<Entry>> more = entries -> {
            for (int i = 0; i < wide; i++) {
                entries.add(file(i == 0 ? "b" : String.format("b%06d", i), blob));
            }
            return entries;
        };
        ObjectId tree = push.tree(more.apply(new ArrayList<>()));
        for (int i = 0; i < depth; i++) {
            tree = push.tree(more.apply(new ArrayList<>(List.of(folder(name, tree)))));
        }
        push.create("refs/heads/" + branch, push.signed(tree));
    }

    private static void bigBlobs(Hostile push) {
        List<Entry> entries = new ArrayList<>();
        byte[] zeros = new byte[40 * MIB];
        for (int i = 0; i < 40; i++) {
            byte[] different = {(byte) i};
            entries.add(file(String.format("%06d", i), push.pack.add(Pack.Kind.BLOB, different, zeros)));
        }
        push.create("refs/heads/guarded/x", push.signed(push.tree(entries)));
    }

    private static void unsorted(Hostile push) {
        ObjectId blob = push.blob("x");
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            entries.add(file(String.format("%06d", i), blob));
        }
        Collections.reverse(entries);
        push.create("refs/heads/guarded/x", push.signed(push.tree(entries)));
    }
}
