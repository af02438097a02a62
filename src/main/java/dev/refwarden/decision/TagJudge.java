package dev.refwarden.decision;

import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.RefName;
import dev.refwarden.people.Purpose;
import dev.refwarden.policy.Rule;
import java.time.Instant;
import java.util.Optional;

/** Whether a tag is annotated, signed in every layer, named as its ref and where it belongs. */
final class TagJudge {
    private TagJudge() {}

    static void judge(Push push, UpdateEvidence update, RuleEvidence evidence, Instant now, Findings.OfRule into) {
        Optional<Rule.Tags> demands = evidence.rule().tags();
        if (demands.isEmpty() || update.update().deletes()) {
            return;
        }
        PushedTip pushed = update.pushed();
        if (pushed.layers().isEmpty()) {
            into.add(
                    Code.TAG_LIGHTWEIGHT,
                    update.update().after(),
                    "a lightweight tag, which nobody can sign; an annotated one is required");
        } else {
            judgeName(evidence.ref(), pushed.layers().get(0), into);
        }
        for (TagFacts layer : pushed.layers()) {
            judgeLayer(layer, evidence.rule(), demands.get(), now, into);
        }
        judgeTarget(push, pushed, evidence, demands.get(), into);
    }

    private static void judgeName(RefName ref, TagFacts outermost, Findings.OfRule into) {
        String expected = ref.value().substring(ref.isUnder("refs/tags/") ? "refs/tags/".length() : "refs/".length());
        if (outermost.trouble().isEmpty() && !outermost.name().equals(expected)) {
            into.add(Code.TAG_NAME_MISMATCH, outermost.id(), "the signed tag calls itself " + outermost.name());
        }
    }

    private static void judgeLayer(TagFacts layer, Rule rule, Rule.Tags demands, Instant now, Findings.OfRule into) {
        if (layer.trouble().isPresent()) {
            return;
        }
        SignatureCheck check = demands.trailingArmorAllowed() ? layer.trailerIgnored() : layer.signature();
        SignatureJudge.Signed signed = new SignatureJudge.Signed(layer.id(), Purpose.TAGS, Optional.empty());
        SignatureJudge.judge(check, signed, rule.keys(), now, into)
                .map(valid -> valid.enrolled().person())
                .filter(signer -> !demands.signedBy().contain(signer))
                .ifPresent(signer -> into.add(
                        Code.SIGNER_NOT_ALLOWED,
                        layer.id(),
                        signer + " is not among those whose signature counts here: "
                                + String.join(", ", demands.signedBy().names())));
    }

    private static void judgeTarget(
            Push push, PushedTip pushed, RuleEvidence evidence, Rule.Tags demands, Findings.OfRule into) {
        if (pushed.trouble().isPresent()) {
            return;
        }
        if (pushed.commit().isEmpty()) {
            into.add(Code.TAG_TARGET_FORBIDDEN, "it does not lead to a commit");
        } else if (demands.on().isPresent() && !evidence.onBranch()) {
            into.add(
                    Code.TAG_OFF_BRANCH,
                    pushed.commit().get(),
                    "the tagged commit is on none of "
                            + String.join(
                                    ", ",
                                    demands.on().get().match().stream()
                                            .map(glob -> glob.pattern())
                                            .toList())
                            + " in " + push.repository());
        }
    }
}
