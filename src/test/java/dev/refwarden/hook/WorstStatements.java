package dev.refwarden.hook;

import static dev.refwarden.hook.Worst.quick;
import static dev.refwarden.hook.Worst.slow;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import java.util.List;
import java.util.function.IntFunction;

/** What comes besides commits: options, approvals, waivers, tokens, push certificates. */
final class WorstStatements {
    private static final String APPROVED = "refs/heads/approved/x";

    private WorstStatements() {}

    static List<Worst> all() {
        return List.of(
                slow("options-1001", Worst.End.REFUSED, push -> options(push, 1_001, i -> "x" + i)),
                slow(
                        "options-of-60k",
                        Worst.End.REFUSED,
                        push -> options(push, 25, i -> "approval=" + "a".repeat(60_000))),
                slow(
                        "options-of-dots",
                        Worst.End.REFUSED,
                        push -> options(push, 25, i -> "approval=" + ".".repeat(60_000))),
                slow(
                        "tokens-of-60k",
                        Worst.End.REFUSED,
                        push -> certified(push, "identity-token=" + "e30.".repeat(15_000))),
                slow(
                        "token-of-nested-json",
                        Worst.End.REFUSED,
                        push -> certified(push, "identity-token=" + Hostile.part("{\"a\":[".repeat(6_000)) + ".e30.x")),
                slow("waivers-900", Worst.End.REFUSED, WorstStatements::waivers),
                quick("approvals-before-a-good-one", Worst.End.ACCEPTED, WorstStatements::falseOptions),
                slow("approval-refs-before-a-good-one", Worst.End.ACCEPTED, push -> falseRefs(push, 300)),
                quick("approvals-for-many-branches", Worst.End.REFUSED, push -> approvals(push, 1_500, 500, 0)),
                slow("approvals-of-40m", Worst.End.REFUSED, WorstStatements::bigApprovals),
                slow("approval-refs-for-many-branches", Worst.End.REFUSED, push -> approvals(push, 3_000, 0, 4_000)),
                slow("certificate-of-5000-lines", Worst.End.REFUSED, push -> certificate(push, 5_000, "")),
                slow(
                        "certificate-of-long-lines",
                        Worst.End.REFUSED,
                        push -> certificate(push, 1, "x " + "y".repeat(60_000) + "\n")),
                slow(
                        "certificate-of-many-headers",
                        Worst.End.REFUSED,
                        push -> certificate(push, 9_000, "push-option x\n".repeat(200_000))));
    }

    private static ObjectId approvedTip(Hostile push) {
        ObjectId tip = push.signed(push.tree());
        push.create(APPROVED, tip);
        return tip;
    }

    private static void options(Hostile push, int count, IntFunction<String> option) {
        approvedTip(push);
        for (int i = 0; i < count; i++) {
            push.options.add(option.apply(i));
        }
    }

    private static void certified(Hostile push, String option) {
        push.create("refs/heads/certified/x", push.signed(push.tree()));
        push.options.add(option);
    }

    private static void waivers(Hostile push) {
        ObjectId tip = approvedTip(push);
        for (int i = 0; i < 900; i++) {
            String statement = "refwarden waiver 1\nrepository " + push.repository() + "\ncase AAAA-AAAA\nupdate "
                    + ObjectId.ZERO + " " + tip + " " + APPROVED
                    + "\nfindings approvals-missing\nexpires 2027-01-01T00:00:"
                    + String.format("%02d", i % 60) + "Z\n";
            byte[] raw = statement.getBytes(ISO_8859_1);
            push.options.add("waiver=" + Hostile.part(raw) + "."
                    + Hostile.part(Hostile.ALICE.signBlob(raw, "refwarden-waiver")));
        }
    }

    /** For this very update, but by a hand that may not approve it, or by none. */
    private static void falseOptions(Hostile push) {
        RefUpdate update = new RefUpdate(ObjectId.ZERO, approvedTip(push), new RefName(APPROVED));
        for (int i = 0; i < 300; i++) {
            String by = push.approval(Hostile.GITEA, update, i);
            push.options.add("approval=" + (i % 2 == 0 ? by : by.substring(0, by.length() - 8) + "AAAAAAAA"));
        }
        push.options.add("approval=" + push.approval(Hostile.BOB, update, 0));
    }

    private static void falseRefs(Hostile push, int count) {
        ObjectId tip = approvedTip(push);
        RefUpdate update = new RefUpdate(ObjectId.ZERO, tip, new RefName(APPROVED));
        for (int i = 0; i <= count; i++) {
            // The good one last, whatever its name.
            ObjectId blob = push.blob(push.approval(i < count ? Hostile.GITEA : Hostile.BOB, update, i));
            push.isThere("refs/refwarden/approvals/" + tip + "/" + (i < count ? "a" : "b") + i + "-" + blob, blob);
        }
    }

    private static void approvals(Hostile push, int branches, int inOptions, int inRefs) {
        ObjectId tip = push.signed(push.tree());
        for (int i = 0; i < branches; i++) {
            push.create("refs/heads/approved/" + i, tip);
        }
        for (int i = 0; i < inOptions; i++) {
            push.options.add("approval=" + push.approval(Hostile.BOB, push.updates.get(i), i));
        }
        for (int i = 0; i < inRefs; i++) {
            ObjectId blob = push.blob(push.approval(Hostile.BOB, push.updates.get(i % (branches - 1)), i));
            push.isThere("refs/refwarden/approvals/" + tip + "/" + blob, blob);
        }
    }

    private static void bigApprovals(Hostile push) {
        byte[] letters = "a".repeat(40 << 20).getBytes(ISO_8859_1);
        for (int i = 0; i < 40; i++) {
            ObjectId blob = push.pack.add(Pack.Kind.BLOB, Integer.toString(i).getBytes(ISO_8859_1), letters);
            push.create("refs/refwarden/approvals/" + blob + "/" + blob, blob);
        }
    }

    private static void certificate(Hostile push, int branches, String headers) {
        ObjectId tip = push.signed(push.tree());
        for (int i = 0; i < branches; i++) {
            push.create("refs/heads/certified/" + i, tip);
        }
        push.certificate = (nonce, made) -> certificate(nonce, made.updates, headers);
    }

    private static byte[] certificate(String nonce, List<RefUpdate> updates, String headers) {
        StringBuilder text = new StringBuilder("certificate version 0.1\npusher alice 1780000000 +0000\n");
        text.append("nonce ").append(nonce).append('\n').append(headers).append('\n');
        for (RefUpdate update : updates) {
            text.append(update.before() + " " + update.after() + " " + update.ref() + "\n");
        }
        byte[] raw = text.toString().getBytes(ISO_8859_1);
        return Hostile.MALLORY.signTag(raw);
    }
}
