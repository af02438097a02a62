package dev.refwarden.dossier;

import dev.refwarden.log.LoggedDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Does it look like a mistake or like an attack? */
public final class Signs {
    private static final Duration SPELL = Duration.ofHours(1);
    private static final int MANY = 5;

    private static final Map<String, String> ALARMING = alarming();
    private static final Map<String, String> ODD = odd();

    private Signs() {}

    /**
     * What speaks for either.
     *
     * @param before the same pusher's other refused pushes
     * @param tries other decisions about the same new tips
     */
    public static List<Sign> of(LoggedDecision refused, List<LoggedDecision> before, List<LoggedDecision> tries) {
        Set<String> codes = codes(refused);
        List<Sign> signs = new ArrayList<>();
        codes.forEach(code -> add(signs, Sign.Weight.ALARMING, ALARMING.get(code)));
        codes.forEach(code -> add(signs, Sign.Weight.ODD, ODD.get(code)));
        if (refused.text("pusher", "person").isEmpty()) {
            signs.add(new Sign(Sign.Weight.ODD, "Nobody whom the people files name pushed it."));
        }
        Instant spell = refused.time().minus(SPELL);
        long lately = before.stream()
                .filter(other -> other.time().isAfter(spell) && other.time().isBefore(refused.time()))
                .count();
        if (lately >= MANY) {
            signs.add(new Sign(
                    Sign.Weight.ODD, lately + " other pushes of the same pusher were refused in the hour before."));
        }
        if (tries.stream().anyMatch(other -> other.isAccepted() && other.time().isAfter(refused.time()))) {
            signs.add(new Sign(Sign.Weight.ORDINARY, "The very same commits were accepted later."));
        }
        if (signs.isEmpty()) {
            signs.add(new Sign(
                    Sign.Weight.ORDINARY,
                    "Each of these reasons is an everyday mistake: something was forgotten, nothing was forged."));
        }
        return signs;
    }

    private static void add(List<Sign> signs, Sign.Weight weight, @org.jspecify.annotations.Nullable String text) {
        if (text != null) {
            signs.add(new Sign(weight, text));
        }
    }

    private static Set<String> codes(LoggedDecision refused) {
        Set<String> codes = new TreeSet<>();
        refused.objects("findings").forEach(finding -> codes.add(LoggedDecision.text(finding, "code")));
        return codes;
    }

    private static Map<String, String> alarming() {
        Map<String, String> signs = new LinkedHashMap<>();
        signs.put(
                "bad-signature",
                "A signature does not fit what bears it: it was changed after signing, or the signature is another's.");
        signs.put("malformed-signature", "A signature is shaped as no signing tool shapes it.");
        signs.put("malformed-object", "An object is shaped as git would not write it.");
        signs.put("key-compromised", "It is signed by a key that is known to be in other hands.");
        signs.put("pusher-mismatch", "One person's account pushed with another person's certificate.");
        signs.put("certificate-replayed", "Its push certificate was seen before: somebody may have recorded it.");
        signs.put("certificate-invalid", "Its push certificate is forged, or by a key that nobody enrolled.");
        signs.put(
                "ref-forbidden",
                "It would write a ref that no honest push writes. Only refwarden doctor tries that on purpose, below refs/replace/.");
        signs.put("update-malformed", "It names an old tip that was not there, or a ref twice, as git does not.");
        return signs;
    }

    private static Map<String, String> odd() {
        Map<String, String> signs = new LinkedHashMap<>();
        signs.put("unknown-key", "A key signed that nobody enrolled: a new computer of somebody's, or a stranger.");
        signs.put("untrusted-issuer", "A certificate of an authority that is not trusted here signed.");
        signs.put("key-retired", "A key signed that is retired: did somebody keep it, or find it?");
        signs.put("key-expired", "A key signed whose time was over.");
        signs.put("touch-missing", "A security key signed without being touched.");
        signs.put("pin-missing", "A security key signed without its PIN.");
        signs.put("weak-digest", "A signature rests on a digest that can be forged.");
        signs.put("weak-key", "A key signed that is too weak to prove anything.");
        signs.put("committer-mismatch", "Commits bear another person's address than their signer's.");
        signs.put("signer-not-allowed", "Somebody signed who may not here.");
        signs.put("pusher-not-allowed", "Somebody pushed who may not here.");
        signs.put("second-factor-invalid", "A second factor was offered that does not hold.");
        signs.put("approval-invalid", "An approval was offered that does not hold.");
        signs.put("waiver-invalid", "A waiver was offered that does not hold.");
        signs.put("path-approvals-missing", "It touches files that are guarded, such as what builds run.");
        signs.put("tag-moved", "It would move a tag that others may have built from.");
        signs.put("limit-exceeded", "It is larger than honest pushes are.");
        return signs;
    }
}
