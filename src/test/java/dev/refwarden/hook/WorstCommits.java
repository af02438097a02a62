package dev.refwarden.hook;

import static dev.refwarden.hook.Worst.quick;
import static dev.refwarden.hook.Worst.slow;

import dev.refwarden.git.ObjectId;
import java.util.ArrayList;
import java.util.List;

/** Commits and tags: how long, how many, with how many headers, parents and layers. */
final class WorstCommits {
    private static final int MIB = 1 << 20;

    private WorstCommits() {}

    static List<Worst> all() {
        return List.of(
                slow("message-of-8m", Worst.End.IN_TIME, push -> message(push, 8)),
                slow("message-of-49m", Worst.End.IN_TIME, push -> message(push, 49)),
                slow("message-of-60m", Worst.End.REFUSED, push -> message(push, 60)),
                slow("headers", Worst.End.REFUSED, push -> headers(push, "\nx y".repeat(2 * MIB))),
                quick(
                        "header-of-many-lines",
                        Worst.End.REFUSED,
                        push -> headers(push, "\nx y" + "\n z".repeat(2 * MIB))),
                slow("header-name-of-8m", Worst.End.REFUSED, push -> headers(push, "\n" + "x".repeat(8 * MIB) + " y")),
                slow("gpgsig-headers", Worst.End.REFUSED, push -> headers(push, "\ngpgsig -----BEGIN".repeat(200_000))),
                slow("gpgsig-of-many-lines", Worst.End.REFUSED, WorstCommits::armor),
                slow("emails", Worst.End.REFUSED, push -> who(push, "<".repeat(4 * MIB))),
                slow("emails-that-end", Worst.End.REFUSED, push -> who(push, "<a@b>".repeat(MIB))),
                slow("parents-one-many-times", Worst.End.IN_TIME, WorstCommits::sameParent),
                slow("parents-20000", Worst.End.REFUSED, push -> parents(push, 20_000)),
                quick("parents-2000", Worst.End.REFUSED, push -> parents(push, 2_000)),
                slow("commits-150000", Worst.End.REFUSED, push -> line(push, "signed/x", 150_000)),
                quick("commits-10000", Worst.End.REFUSED, push -> line(push, "signed/x", 10_000)),
                slow("commits-201000", Worst.End.REFUSED, push -> line(push, "line/x", 201_000)),
                quick("big-commits-4x16m", Worst.End.REFUSED, push -> big(push, 4, 16)),
                slow("big-commits-20x49m", Worst.End.REFUSED, push -> big(push, 20, 49)),
                slow("big-commits-600x900k", Worst.End.REFUSED, push -> bigger(push, 600, 900_000)),
                slow("ladder-of-merges", Worst.End.REFUSED, push -> ladder(push, 1_500, 2)),
                slow("ladder-of-octopuses", Worst.End.REFUSED, push -> ladder(push, 400, 40)),
                quick("tag-layers-1000", Worst.End.REFUSED, push -> layers(push, 1_000)),
                slow("tag-of-8m", Worst.End.REFUSED, push -> tag(push, 8)),
                slow("tag-of-49m", Worst.End.REFUSED, push -> tag(push, 49)));
    }

    private static void message(Hostile push, int mebibytes) {
        byte[] raw = push.unsigned(push.tree(), "\n", List.of())
                .concat("m".repeat(mebibytes * MIB))
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        push.create("refs/heads/signed/x", push.pack.add(Pack.Kind.COMMIT, Hostile.ALICE.signCommit(raw)));
    }

    private static void headers(Hostile push, String headers) {
        push.create("refs/heads/signed/x", push.commit("m\n", headers + "\n", push.tree()));
    }

    private static void armor(Hostile push) {
        String lines = "\n YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh".repeat(120_000);
        headers(push, "\ngpgsig -----BEGIN SSH SIGNATURE-----" + lines + "\n -----END SSH SIGNATURE-----");
    }

    private static void who(Hostile push, String name) {
        String raw = push.unsigned(push.tree(), "m\n", List.of());
        push.create("refs/heads/signed/x", push.commit(raw.replace("committer alice", "committer " + name)));
    }

    private static void sameParent(Hostile push) {
        ObjectId parent = push.signed(push.tree());
        List<ObjectId> parents = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            parents.add(parent);
        }
        push.create("refs/heads/signed/x", push.signed(Hostile.ALICE, push.unsigned(push.tree(), "m\n", parents)));
    }

    private static void parents(Hostile push, int count) {
        ObjectId tree = push.tree();
        List<ObjectId> parents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parents.add(push.commit(push.unsigned(tree, "p" + i + "\n", List.of())));
        }
        push.create("refs/heads/signed/x", push.signed(Hostile.GITEA, push.unsigned(tree, "m\n", parents)));
    }

    private static void line(Hostile push, String branch, int count) {
        ObjectId tree = push.tree();
        ObjectId tip = push.signed(tree);
        for (int i = 0; i < count; i++) {
            tip = push.commit(push.unsigned(tree, "c" + i + "\n", List.of(tip)));
        }
        push.create("refs/heads/" + branch, tip);
    }

    private static void big(Hostile push, int count, int mebibytes) {
        bigger(push, count, mebibytes * MIB);
    }

    private static void bigger(Hostile push, int count, int size) {
        String message = "a".repeat(size);
        ObjectId tree = push.tree();
        List<ObjectId> parents = List.of();
        for (int i = 0; i < count; i++) {
            parents = List.of(push.commit(push.unsigned(tree, message, parents)));
        }
        push.create("refs/heads/signed/x", parents.get(0));
    }

    /** Each step merges all of the step before, so that the ways down are more than can be counted. */
    private static void ladder(Hostile push, int steps, int wide) {
        ObjectId tree = push.tree();
        List<ObjectId> below = List.of(push.signed(tree));
        for (int step = 0; step < steps; step++) {
            List<ObjectId> here = new ArrayList<>();
            for (int i = 0; i < wide; i++) {
                here.add(push.signed(Hostile.GITEA, push.unsigned(tree, step + "." + i + "\n", below)));
            }
            below = here;
        }
        push.create("refs/heads/signed/x", push.commit(push.unsigned(tree, "top\n", below)));
    }

    private static void layers(Hostile push, int count) {
        ObjectId at = push.signed(push.tree());
        String type = "commit";
        for (int i = 0; i < count; i++) {
            at = push.pack.add(Pack.Kind.TAG, tag(at, type, "v" + i, "m\n"));
            type = "tag";
        }
        push.create("refs/tags/v" + (count - 1), at);
    }

    private static void tag(Hostile push, int mebibytes) {
        ObjectId commit = push.signed(push.tree());
        push.create(
                "refs/tags/v",
                push.pack.add(Pack.Kind.TAG, tag(commit, "commit", "v", "m\n".repeat(mebibytes * MIB / 2))));
    }

    private static byte[] tag(ObjectId target, String type, String name, String message) {
        String raw = "object " + target + "\ntype " + type + "\ntag " + name
                + "\ntagger alice <alice@example.org> 1780000000 +0000\n\n" + message;
        return Hostile.ALICE.signTag(raw.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    }
}
