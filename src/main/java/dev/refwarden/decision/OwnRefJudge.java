package dev.refwarden.decision;

import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.people.Person;
import dev.refwarden.people.Purpose;
import dev.refwarden.policy.Rule;
import dev.refwarden.statement.ApprovalStatement;
import java.time.Instant;
import java.util.Optional;

/** Whether what is pushed among Refwarden's own refs is a valid approval under its right name. */
final class OwnRefJudge {
    private final Push push;
    private final UpdateEvidence update;
    private final Attestations attestations;
    private final Instant now;

    private OwnRefJudge(Push push, UpdateEvidence update, Attestations attestations, Instant now) {
        this.push = push;
        this.update = update;
        this.attestations = attestations;
        this.now = now;
    }

    static void judge(Push push, UpdateEvidence update, Attestations attestations, Instant now, Findings findings) {
        RefName ref = update.update().ref();
        boolean own = update.names().stream().anyMatch(name -> name.isUnder(AlwaysOn.OWN));
        if (!own || update.update().deletes()) {
            return;
        }
        OwnRefJudge judge = new OwnRefJudge(push, update, attestations, now);
        judge.fault().ifPresent(fault -> {
            findings.always(
                    Finding.ofRef(Code.REF_FORBIDDEN, ref, AlwaysOn.OWN + " takes valid approvals and proposals only"));
            findings.always(Finding.ofRef(Code.APPROVAL_INVALID, ref, fault));
        });
    }

    private Optional<String> fault() {
        if (update.names().size() > 1) {
            return Optional.of("an approval does not come through a symbolic ref");
        }
        if (!(update.approval().orElse(new OfferedApproval.Unreadable("this is not an approval"))
                instanceof OfferedApproval.Stated stated)) {
            return Optional.of("this is not an approval");
        }
        ObjectId approved = stated.statement().update().after();
        String name =
                AlwaysOn.OWN + "approvals/" + approved + "/" + update.update().after();
        if (!update.update().ref().value().equals(name)) {
            return Optional.of("an approval of " + approved.abbreviated() + " belongs to " + name);
        }
        return statement(stated).or(() -> maker(stated));
    }

    private Optional<String> statement(OfferedApproval.Stated stated) {
        Instant expires = stated.statement().expires();
        if (!stated.statement().repository().equals(attestations.statementName())) {
            return Optional.of("it is for the repository " + stated.statement().repository() + ", and this is "
                    + attestations.statementName());
        }
        if (!now.isBefore(expires)) {
            return Optional.of("it expired on " + Times.plain(expires));
        }
        return expires.isAfter(now.plus(ApprovalStatement.LONGEST))
                ? Optional.of("it is good for more than seven days")
                : Optional.empty();
    }

    private Optional<String> maker(OfferedApproval.Stated stated) {
        if (!(stated.signature() instanceof SignatureCheck.Valid valid)) {
            return Optional.of(
                    stated.signature() instanceof SignatureCheck.Unusable unusable
                            ? "its signature proves nothing: " + unusable.detail()
                            : "it is signed by no enrolled key");
        }
        if (push.people()
                .person(valid.enrolled().person())
                .filter(Person::robot)
                .isPresent()) {
            return Optional.of("it is signed by a robot");
        }
        String[] fault = {""};
        KeyJudge.judgeStatement(valid, Rule.Keys.DEFAULT, Purpose.APPROVALS, now, (code, detail) -> fault[0] = detail);
        return fault[0].isEmpty() ? Optional.empty() : Optional.of(fault[0]);
    }
}
