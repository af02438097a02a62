package dev.refwarden.hook;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.Evidence;
import dev.refwarden.decision.Finding;
import dev.refwarden.decision.Push;
import dev.refwarden.decision.Verdict;
import dev.refwarden.log.AcceptedTip;
import java.util.List;
import java.util.Optional;

/**
 * A verdict with what it rests on.
 *
 * @param evidence absent where the push was refused before any was gathered
 * @param accepted the tips that it settles once they have landed
 * @param policy the digest of the policy; empty where none could be read
 * @param messagePrefix what the Git server wants before every line shown to the developer
 */
record Judgement(
        Push push,
        Verdict verdict,
        Optional<Evidence> evidence,
        List<AcceptedTip> accepted,
        String policy,
        String messagePrefix) {
    /** A refusal of the push as a whole, before it could be judged. */
    static Judgement refused(Push push, Code code, String detail, String policy, String messagePrefix) {
        Verdict verdict = new Verdict.Refused(List.of(Finding.ofPush(code, detail)), List.of());
        return new Judgement(push, verdict, Optional.empty(), List.of(), policy, messagePrefix);
    }

    boolean has(Code code) {
        return verdict.findings().stream().anyMatch(finding -> finding.code() == code);
    }
}
