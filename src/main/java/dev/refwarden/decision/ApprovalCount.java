package dev.refwarden.decision;

import dev.refwarden.format.SignatureCheck;
import dev.refwarden.people.Person;
import dev.refwarden.people.PersonId;
import dev.refwarden.people.Purpose;
import dev.refwarden.policy.Rule;
import dev.refwarden.statement.ApprovalStatement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which of the offered approvals count for one update where a rule demands some. */
final class ApprovalCount {
    private final Push push;
    private final UpdateEvidence update;
    private final Attestations attestations;
    private final Demanded demanded;
    private final Rule.Approvals demand;
    private final Instant now;
    private final Map<PersonId, OfferedApproval.Stated> counting = new LinkedHashMap<>();
    private final List<Reason> reasons = new ArrayList<>();

    /** Why an approval does not count. */
    record Reason(Code code, String detail) {}

    /**
     * What a rule demands.
     *
     * @param keys with which approvals may be signed
     * @param factors that it demands of the push: a hardware factor is demanded of approvals too
     */
    record Demanded(Rule.Keys keys, Rule.Approvals approvals, Set<Rule.Factor> factors) {}

    private ApprovalCount(Push push, UpdateEvidence update, Attestations attestations, Demanded demanded, Instant now) {
        this.push = push;
        this.update = update;
        this.attestations = attestations;
        this.demanded = demanded;
        this.demand = demanded.approvals();
        this.now = now;
    }

    static ApprovalCount of(
            Push push, UpdateEvidence update, Attestations attestations, Demanded demanded, Instant now) {
        ApprovalCount count = new ApprovalCount(push, update, attestations, demanded, now);
        OfferedApprovals.concerning(update.update().ref(), push, attestations.approvals())
                .forEach(count::judge);
        return count;
    }

    /** Those that count, one a person. */
    Map<PersonId, OfferedApproval.Stated> counting() {
        return counting;
    }

    /** Why the others do not. */
    List<Reason> reasons() {
        return reasons;
    }

    boolean isReached() {
        return counting.size() >= demand.count();
    }

    private void judge(OfferedApproval offered) {
        if (!(offered instanceof OfferedApproval.Stated stated)) {
            reasons.add(new Reason(
                    Code.APPROVAL_INVALID,
                    offered instanceof OfferedApproval.Unreadable unreadable ? unreadable.detail() : ""));
            return;
        }
        Optional<String> why = binding(stated).or(() -> use(stated)).or(() -> maker(stated));
        if (why.isPresent()) {
            reasons.add(new Reason(Code.APPROVAL_INVALID, approval(stated) + why.get()));
        } else if (stated.signature() instanceof SignatureCheck.Valid valid) {
            counting.putIfAbsent(valid.enrolled().person(), stated);
        }
    }

    private Optional<String> binding(OfferedApproval.Stated stated) {
        if (!stated.statement().repository().equals(attestations.statementName())) {
            return Optional.of("is for the repository " + stated.statement().repository());
        }
        if (!stated.statement().update().ref().equals(update.update().ref())) {
            return Optional.of("is for " + stated.statement().update().ref());
        }
        if (!stated.statement().update().after().equals(update.update().after())) {
            return Optional.of(
                    "is for the new tip " + stated.statement().update().after().abbreviated());
        }
        if (!stated.statement().update().before().equals(update.update().before())) {
            return Optional.of(
                    "is for the old tip " + stated.statement().update().before().abbreviated());
        }
        return Optional.empty();
    }

    private Optional<String> use(OfferedApproval.Stated stated) {
        Instant expires = stated.statement().expires();
        if (!now.isBefore(expires)) {
            return Optional.of("expired on " + Times.plain(expires));
        }
        if (expires.isAfter(now.plus(ApprovalStatement.LONGEST))) {
            return Optional.of("is good for more than seven days");
        }
        Instant from = stated.firstSeen().plus(demand.held());
        if (now.isBefore(from)) {
            return Optional.of("counts only from " + Times.plain(from) + " on");
        }
        return stated.spent();
    }

    private Optional<String> maker(OfferedApproval.Stated stated) {
        if (!(stated.signature() instanceof SignatureCheck.Valid valid)) {
            return Optional.of(proof(stated.signature()));
        }
        Optional<Person> approver = push.people().person(valid.enrolled().person());
        if (approver.isEmpty() || approver.get().robot()) {
            return Optional.of("is by a robot");
        }
        if (!demand.by().contain(approver.get().id())) {
            return Optional.of(
                    "is by someone other than " + String.join(", ", demand.by().names()));
        }
        boolean own = push.pusher()
                .person()
                .filter(person -> person.id().equals(approver.get().id()))
                .isPresent();
        if (own && !(demand.secondKey() && isSecondKey(valid))) {
            return Optional.of(
                    demand.secondKey()
                            ? "is by the pusher, and not by another hardware key of theirs"
                            : "is by the pusher");
        }
        return key(valid)
                .or(() -> approver.get().hasLeft(now) ? Optional.of("is by someone who has left") : Optional.empty());
    }

    private Optional<String> key(SignatureCheck.Valid valid) {
        List<Reason> wrong = new ArrayList<>();
        KeyJudge.judgeStatement(
                valid, demanded.keys(), Purpose.APPROVALS, now, (code, detail) -> wrong.add(new Reason(code, detail)));
        wrong.forEach(reason -> reasons.add(new Reason(reason.code(), "an approval: " + reason.detail())));
        if (!wrong.isEmpty()) {
            return Optional.of("does not count by its key");
        }
        Set<Rule.Factor> factors = demanded.factors();
        boolean hardware = !FactorJudge.namesHardware(factors) || FactorJudge.isByHardware(valid, factors);
        return hardware ? Optional.empty() : Optional.of("is not by a hardware key with " + flags());
    }

    private String flags() {
        return demanded.factors().contains(Rule.Factor.HARDWARE_TOUCH) ? "a touch" : "touch and PIN";
    }

    /** Whether it is a hardware key that signed neither this push nor anything in it, under whatever id or format. */
    private boolean isSecondKey(SignatureCheck.Valid valid) {
        Set<Rule.Factor> touch = Set.of(Rule.Factor.HARDWARE_TOUCH);
        return FactorJudge.isByHardware(valid, touch)
                && attestations
                        .certificate()
                        .signature()
                        .filter(signature -> signature.enrolled().sharesAKeyWith(valid.enrolled()))
                        .isEmpty()
                && Signers.keysOf(update).stream().noneMatch(key -> key.sharesAKeyWith(valid.enrolled()));
    }

    private static String proof(SignatureCheck signature) {
        if (signature instanceof SignatureCheck.Unusable unusable) {
            return "has a signature that proves nothing: " + unusable.detail();
        }
        return "is signed by no enrolled key";
    }

    private String approval(OfferedApproval.Stated stated) {
        return stated.signature() instanceof SignatureCheck.Valid valid
                ? "an approval by " + valid.enrolled().person() + " "
                : "an approval ";
    }
}
