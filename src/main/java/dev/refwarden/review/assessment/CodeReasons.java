package dev.refwarden.review.assessment;

import dev.refwarden.ledger.LoggedDecision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What it was refused for. */
final class CodeReasons implements Reasons {
    private static final int MANY_TAGS = 3;
    private static final int MANY_GONE = 3;
    private static final Map<String, Reason> BY_CODE = byCode();

    @Override
    public List<Reason> of(Scene scene) {
        List<Reason> reasons = new ArrayList<>();
        List<String> codes = scene.decision().refusingCodes();
        for (String code : codes) {
            if (code.equals("ref-forbidden") && codes.contains("branch-deleted")) {
                // The branch that HEAD names.
                continue;
            }
            switch (code) {
                case "tag-moved" -> reasons.add(moved(scene.decision(), codes));
                case "tag-deleted", "branch-deleted" -> reasons.add(deleted(scene.decision(), code));
                case "ref-forbidden" -> reasons.add(forbidden(scene.decision()));
                case "certificate-invalid" ->
                    reasons.add(Reason.of(
                            codes.contains("unknown-key") ? 1 : 4,
                            "Its push certificate is forged, or by a key that is not enrolled."));
                default -> {
                    Reason known = BY_CODE.get(code);
                    if (known != null) {
                        reasons.add(known);
                    }
                }
            }
        }
        if (reasons.isEmpty()) {
            reasons.add(Reason.against(
                    0, "What it was refused for (" + String.join(", ", codes) + ") happens to everybody."));
        }
        return reasons;
    }

    private static Reason moved(LoggedDecision decision, List<String> codes) {
        long tags = decision.count("tag-moved");
        if (tags >= MANY_TAGS) {
            return Reason.of(6, "It would move " + tags + " tags that others may have built from.");
        }
        return codes.contains("tag-off-branch")
                ? Reason.of(
                        codes.contains("tag-lightweight") || codes.contains("unsigned") ? 6 : 5,
                        "It would move a tag to a commit that is on no branch it belongs on.")
                : Reason.of(tags > 1 ? 3 : 2, "It would move a tag that others may have built from.");
    }

    private static Reason deleted(LoggedDecision decision, String code) {
        long gone = decision.count(code);
        String what = code.equals("tag-deleted") ? "tag" : "branch";
        return gone >= MANY_GONE
                ? Reason.of(4, "It would delete " + gone + " refs at once.")
                : Reason.of(1, "It would delete a " + what + ".");
    }

    private static Reason forbidden(LoggedDecision decision) {
        boolean replaces = decision.updateCount() == 1
                && decision.objects("updates").stream()
                        .anyMatch(update -> LoggedDecision.text(update, "ref").startsWith("refs/replace/"));
        return replaces
                ? Reason.of(6, "It would show readers another object in the place of a real one.")
                : Reason.of(2, "It would write a ref that honest pushes hardly ever write.");
    }

    private static Map<String, Reason> byCode() {
        Map<String, Reason> reasons = new HashMap<>();
        put(
                reasons,
                8,
                "bad-signature",
                "A signature does not fit what bears it: it was changed after signing, or is another's.");
        put(reasons, 8, "key-compromised", "It is signed by a key that is known to be in other hands.");
        put(reasons, 8, "certificate-replayed", "Its push certificate was used before: someone may have recorded it.");
        put(reasons, 6, "malformed-signature", "A signature has a shape that no signing tool makes.");
        put(reasons, 6, "pusher-mismatch", "One person's account pushed with another person's certificate.");
        put(reasons, 6, "malformed-object", "An object has a shape that git does not write today.");
        put(reasons, 6, "update-malformed", "It names an old tip that was not there, or a ref twice, as git does not.");
        put(reasons, 3, "waiver-invalid", "A waiver was offered that does not hold.");
        put(reasons, 2, "approval-invalid", "An approval was offered that does not hold.");
        put(reasons, 2, "second-factor-invalid", "A second factor was offered that does not hold.");
        put(reasons, 2, "untrusted-issuer", "A certificate of an authority that is not trusted here signed.");
        put(reasons, 2, "signer-not-allowed", "Someone signed who may not here.");
        put(reasons, 2, "pusher-not-allowed", "Someone pushed who may not here.");
        put(reasons, 2, "pusher-unknown", "Nobody whom the people files name pushed it.");
        put(reasons, 2, "key-retired", "A key signed that is retired: did someone keep it, or find it?");
        put(reasons, 1, "unknown-key", "A key signed that is not enrolled: a new computer, or a stranger.");
        put(reasons, 1, "non-fast-forward", "It would throw away commits that are on the branch.");
        put(reasons, 1, "key-cooling-down", "A key signed that is too new to count here.");
        put(reasons, 1, "second-factor-missing", "The second factor that this ref requires was not shown.");
        put(reasons, 1, "touch-missing", "A security key signed without being touched.");
        put(reasons, 1, "pin-missing", "A security key signed without its PIN.");
        put(reasons, 1, "weak-digest", "A signature rests on a digest that can be forged.");
        put(reasons, 1, "weak-key", "A key signed that is too weak to prove anything.");
        put(reasons, 0, "key-expired", "A key signed whose time was over.");
        put(reasons, 0, "committer-mismatch", "Commits bear another address than their signer's.");
        put(reasons, 0, "author-mismatch", "Commits are by another author than their signer.");
        put(reasons, 0, "path-approvals-missing", "It touches guarded files without the approvals they want.");
        put(reasons, 0, "limit-exceeded", "It is larger than pushes may be here.");
        return reasons;
    }

    private static void put(Map<String, Reason> reasons, int weight, String code, String text) {
        reasons.put(code, Reason.of(weight, text));
    }
}
