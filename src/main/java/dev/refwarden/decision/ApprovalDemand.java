package dev.refwarden.decision;

import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.RefName;
import dev.refwarden.people.PersonId;
import dev.refwarden.people.Purpose;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A demand for approvals that a rule makes of pushes to a ref, before any such push is there.
 *
 * @param factors that the rule demands of the same push: a hardware factor is demanded of approvals too
 */
record ApprovalDemand(String rule, Of of, Rule.Keys keys, Rule.Approvals approvals, Set<Rule.Factor> factors) {
    /** Of which pushes it is made. */
    enum Of {
        PEOPLE(""),
        ROBOTS(" where a robot pushes"),
        GUARDED_FILES(" for guarded files that a push changes");

        private final String words;

        Of(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** Every demand of these rules for a ref that has these names. */
    static List<ApprovalDemand> of(List<RepositoryEntry> entries, List<RefName> names) {
        List<ApprovalDemand> demands = new ArrayList<>();
        for (RepositoryEntry entry : entries) {
            for (Rule rule : entry.rules()) {
                if (names.stream().anyMatch(name -> rule.refs().contain(name.value()))) {
                    addPush(rule, demands);
                    rule.paths().forEach(guard -> addGuard(rule, guard.approvals(), demands));
                }
            }
        }
        return demands;
    }

    private static void addPush(Rule rule, List<ApprovalDemand> into) {
        rule.push().ifPresent(push -> {
            add(rule, Of.PEOPLE, push.people(), into);
            push.robots().ifPresent(robots -> add(rule, Of.ROBOTS, robots, into));
        });
    }

    private static void add(Rule rule, Of of, Rule.PushDemands demands, List<ApprovalDemand> into) {
        demands.approvals()
                .ifPresent(approvals ->
                        into.add(new ApprovalDemand(rule.name(), of, rule.keys(), approvals, demands.secondFactor())));
    }

    /** A guarded file may come with a person's push or a robot's, whatever factors each needs. */
    private static void addGuard(Rule rule, Rule.Approvals approvals, List<ApprovalDemand> into) {
        Set<Set<Rule.Factor>> factors = new LinkedHashSet<>();
        factors.add(rule.push().map(push -> push.people().secondFactor()).orElse(Set.of()));
        rule.push().flatMap(Rule.Push::robots).ifPresent(robots -> factors.add(robots.secondFactor()));
        factors.forEach(
                each -> into.add(new ApprovalDemand(rule.name(), Of.GUARDED_FILES, rule.keys(), approvals, each)));
    }

    /** Why an approval of this signature, good until {@code expires}, never counts here; absent where it can. */
    Optional<String> obstacle(SignatureCheck.Valid valid, Instant expires, Instant now) {
        PersonId approver = valid.enrolled().person();
        if (!approvals.by().contain(approver)) {
            return Optional.of(approver + " is not one of "
                    + String.join(", ", approvals.by().names()));
        }
        if (FactorJudge.namesHardware(factors) && !FactorJudge.isByHardware(valid, factors)) {
            String flags = factors.contains(Rule.Factor.HARDWARE_TOUCH) ? "a touch" : "touch and PIN";
            return Optional.of(
                    "it is signed by " + valid.enrolled().id() + ", and only a hardware key with " + flags + " counts");
        }
        Instant last = expires.minusMillis(1);
        if (!now.plus(approvals.held()).isBefore(expires)) {
            return Optional.of(
                    "it expires before it has been here for " + approvals.held().toHours() + " hours");
        }
        return keyFault(valid, now).filter(fault -> keyFault(valid, last).isPresent());
    }

    /** From when on such an approval counts, in words; absent where it does now. */
    Optional<String> delay(SignatureCheck.Valid valid, Instant now) {
        return approvals.held().isZero()
                ? keyFault(valid, now)
                : Optional.of("it counts only from " + Times.plain(now.plus(approvals.held())) + " on");
    }

    private Optional<String> keyFault(SignatureCheck.Valid valid, Instant at) {
        List<String> faults = new ArrayList<>();
        KeyJudge.judgeStatement(valid, keys, Purpose.APPROVALS, at, (code, detail) -> faults.add(detail));
        return faults.stream().findFirst();
    }
}
