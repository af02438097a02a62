package dev.refwarden.hook;

import static dev.refwarden.hook.Worst.quick;
import static dev.refwarden.hook.Worst.slow;

import dev.refwarden.git.ObjectId;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/** Refs: how many, how long their names, and names that lie in each other or are spelt alike. */
final class WorstRefs {
    private WorstRefs() {}

    static List<Worst> all() {
        return List.of(
                quick("refs-3000", Worst.End.IN_TIME, push -> refs(push, 3_000, i -> "signed/r" + i)),
                slow("refs-10000", Worst.End.IN_TIME, push -> refs(push, 10_000, i -> "signed/r" + i)),
                slow("refs-10001", Worst.End.REFUSED, push -> refs(push, 10_001, i -> "signed/r" + i)),
                quick("ref-of-64k", Worst.End.REFUSED, push -> refs(push, 1, i -> "signed/" + "x".repeat(64_000))),
                slow(
                        "ref-of-30000-levels",
                        Worst.End.REFUSED,
                        push -> refs(push, 1, i -> "signed" + "/x".repeat(30_000))),
                slow(
                        "refs-of-20k",
                        Worst.End.REFUSED,
                        push -> refs(push, 1_000, i -> "signed" + "/x".repeat(10_000) + i)),
                slow(
                        "refs-of-200-levels",
                        Worst.End.IN_TIME,
                        push -> refs(push, 9_000, i -> "signed" + "/x".repeat(200) + i)),
                slow(
                        "refs-within-refs",
                        Worst.End.REFUSED,
                        push -> refs(push, 1_000, i -> "signed" + "/x".repeat(i + 1))),
                slow("refs-spelt-alike", Worst.End.IN_TIME, push -> refs(push, 2_000, WorstRefs::spelt)),
                slow(
                        "refs-like-ids",
                        Worst.End.IN_TIME,
                        push -> refs(push, 5_000, i -> String.format("%07x", 999_999 + 7 * i))),
                slow("refs-that-lead-astray", Worst.End.REFUSED, push -> refs(push, 3_000, i -> "signed/\u202e" + i)),
                slow("refs-all-forbidden", Worst.End.REFUSED, push -> refs(push, 5_000, i -> "../replace/" + i)),
                slow("one-ref-many-times", Worst.End.REFUSED, push -> refs(push, 9_000, i -> "signed/x")),
                slow("refs-each-with-a-commit", Worst.End.REFUSED, push -> eachWithACommit(push, 3_000, "signed/")),
                slow(
                        "refs-each-with-a-guarded-file",
                        Worst.End.REFUSED,
                        push -> eachWithACommit(push, 9_000, "guarded/")),
                slow(
                        "refs-each-with-an-approval-missing",
                        Worst.End.REFUSED,
                        push -> eachWithACommit(push, 9_000, "line/")),
                slow("tags-each-with-an-object", Worst.End.REFUSED, push -> tags(push, 3_000)),
                slow("deletions", Worst.End.REFUSED, push -> deletions(push, 5_000)),
                slow("updates-of-what-is-not-there", Worst.End.REFUSED, WorstRefs::notThere));
    }

    private static void refs(Hostile push, int count, IntFunction<String> name) {
        ObjectId tip = push.signed(push.tree());
        for (int i = 0; i < count; i++) {
            push.create("refs/heads/" + name.apply(i), tip);
        }
    }

    private static String spelt(int i) {
        StringBuilder name = new StringBuilder("signed/");
        for (int bit = 0; bit < 12; bit++) {
            String letter = String.valueOf((char) ('a' + bit));
            name.append((i >> bit & 1) == 0 ? letter : letter.toUpperCase(Locale.ROOT));
        }
        return name.toString();
    }

    private static void eachWithACommit(Hostile push, int count, String below) {
        ObjectId tree = push.tree(Hostile.file("run.sh", push.blob("x")));
        for (int i = 0; i < count; i++) {
            push.create("refs/heads/" + below + i, push.commit(push.unsigned(tree, "c" + i + "\n", List.of())));
        }
    }

    private static void tags(Hostile push, int count) {
        ObjectId commit = push.signed(push.tree());
        for (int i = 0; i < count; i++) {
            String raw = "object " + commit + "\ntype commit\ntag t" + i
                    + "\ntagger alice <alice@example.org> 1780000000 +0000\n\nm\n";
            byte[] signed = Hostile.ALICE.signTag(raw.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
            push.create("refs/tags/t" + i, push.pack.add(Pack.Kind.TAG, signed));
        }
    }

    private static void deletions(Hostile push, int count) {
        ObjectId tip = push.signed(push.tree());
        for (int i = 0; i < count; i++) {
            push.isThere("refs/heads/signed/r" + i, tip);
            push.update("refs/heads/signed/r" + i, tip, ObjectId.ZERO);
        }
    }

    private static void notThere(Hostile push) {
        ObjectId tip = push.signed(push.tree());
        for (int i = 0; i < 5_000; i++) {
            push.update("refs/heads/signed/r" + i, ObjectId.fromHex(String.format("%040x", i + 1)), tip);
        }
    }
}
