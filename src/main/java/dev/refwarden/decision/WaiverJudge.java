package dev.refwarden.decision;

import dev.refwarden.format.SignatureCheck;
import dev.refwarden.people.Person;
import dev.refwarden.people.PersonId;
import dev.refwarden.people.Purpose;
import dev.refwarden.policy.Policy;
import dev.refwarden.policy.Rule;
import dev.refwarden.statement.WaiverStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether administrators let a refused push through, this once. */
final class WaiverJudge {
    private static final Duration LONGEST = Duration.ofHours(24);

    private final Push push;
    private final Evidence evidence;
    private final Instant now;

    private WaiverJudge(Push push, Evidence evidence, Instant now) {
        this.push = push;
        this.evidence = evidence;
        this.now = now;
    }

    /** The verdict, with the findings lifted that enough administrators signed away. */
    static Verdict lift(Push push, Evidence evidence, Instant now, Verdict verdict) {
        boolean offered = !evidence.attestations().waivers().isEmpty();
        return offered && verdict instanceof Verdict.Refused refused
                ? new WaiverJudge(push, evidence, now).lift(refused)
                : verdict;
    }

    private Verdict lift(Verdict.Refused refused) {
        if (evidence.waivers().isEmpty()) {
            return withFault(refused, "the policy knows no waivers");
        }
        Policy.Waivers demand = evidence.waivers().get();
        Map<WaiverStatement, Map<PersonId, OfferedWaiver>> signed = new HashMap<>();
        Set<String> faults = new LinkedHashSet<>();
        for (OfferedWaiver waiver : evidence.attestations().waivers()) {
            Optional<String> fault = fault(waiver, demand);
            fault.ifPresent(faults::add);
            if (fault.isEmpty() && waiver.signature() instanceof SignatureCheck.Valid valid) {
                signed.computeIfAbsent(waiver.statement().orElseThrow(), statement -> new HashMap<>())
                        .put(valid.enrolled().person(), waiver);
            }
        }
        for (Map.Entry<WaiverStatement, Map<PersonId, OfferedWaiver>> statement : signed.entrySet()) {
            if (statement.getValue().size() >= demand.count()) {
                return lift(
                        refused,
                        statement.getKey(),
                        new ArrayList<>(statement.getValue().values()));
            }
            faults.add("it requires the signatures of " + demand.count() + " of "
                    + String.join(", ", demand.by().names()) + ", and "
                    + statement.getValue().size() + " is there");
        }
        return withFault(refused, String.join("; ", new LinkedHashSet<>(faults)));
    }

    private static Verdict lift(Verdict.Refused refused, WaiverStatement statement, List<OfferedWaiver> waivers) {
        Set<String> named = new HashSet<>(statement.findings());
        List<Finding> left = new ArrayList<>();
        for (Finding finding : refused.refusing()) {
            if (!finding.code().isWaivable() || !named.contains(finding.code().word())) {
                left.add(finding);
            }
        }
        return left.isEmpty()
                ? new Verdict.Waived(refused.refusing(), refused.observed(), waivers)
                : withFault(new Verdict.Refused(left, refused.observed()), "it does not lift what is left");
    }

    private static Verdict withFault(Verdict.Refused refused, String fault) {
        List<Finding> findings = new ArrayList<>(refused.refusing());
        findings.add(Finding.ofPush(Code.WAIVER_INVALID, "the waiver does not count: " + fault));
        return new Verdict.Refused(findings, refused.observed());
    }

    private Optional<String> fault(OfferedWaiver waiver, Policy.Waivers demand) {
        if (waiver.statement().isEmpty()) {
            return Optional.of("it is not of the form that \"refwarden waive\" writes");
        }
        WaiverStatement statement = waiver.statement().get();
        return binding(statement).or(() -> maker(waiver, demand)).or(() -> history(waiver, statement));
    }

    private Optional<String> binding(WaiverStatement statement) {
        if (!statement.repository().equals(evidence.attestations().statementName())) {
            return Optional.of("it is for the repository " + statement.repository());
        }
        if (!statement.updates().equals(WaiverStatement.sorted(push.updates()))) {
            return Optional.of("it is for other updates than these");
        }
        if (!now.isBefore(statement.expires())) {
            return Optional.of("it expired on " + Times.plain(statement.expires()));
        }
        if (statement.expires().isAfter(now.plus(LONGEST))) {
            return Optional.of("it is good for more than 24 hours");
        }
        return Optional.empty();
    }

    /** What was decided before speaks against it; known only of a waiver that counts otherwise. */
    private static Optional<String> history(OfferedWaiver waiver, WaiverStatement statement) {
        if (!waiver.sameCase()) {
            return Optional.of("the case " + statement.caseId() + " is not a refusal of this push");
        }
        return waiver.spent() ? Optional.of("it let a push through before") : Optional.empty();
    }

    private Optional<String> maker(OfferedWaiver waiver, Policy.Waivers demand) {
        if (!(waiver.signature() instanceof SignatureCheck.Valid valid)) {
            return Optional.of("it is signed by no enrolled key");
        }
        PersonId maker = valid.enrolled().person();
        Optional<Person> pusher = push.pusher().person();
        if (pusher.isEmpty()) {
            return Optional.of("nobody knows who pushes");
        }
        if (pusher.get().id().equals(maker)) {
            return Optional.of("it is signed by the pusher");
        }
        boolean human =
                push.people().person(maker).filter(person -> !person.robot()).isPresent();
        if (!human || !demand.by().contain(maker)) {
            return Optional.of(maker + " may sign none");
        }
        String[] fault = {""};
        KeyJudge.judgeStatement(valid, Rule.Keys.DEFAULT, Purpose.APPROVALS, now, (code, detail) -> fault[0] = detail);
        return fault[0].isEmpty() ? Optional.empty() : Optional.of(fault[0]);
    }
}
