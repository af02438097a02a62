package dev.refwarden.decision;

import dev.refwarden.format.SignatureCheck;
import dev.refwarden.people.Person;
import dev.refwarden.people.PersonId;
import dev.refwarden.people.Purpose;
import dev.refwarden.policy.Rule;
import java.time.Instant;
import java.util.Optional;

/** Whether every new commit was made and signed as a rule demands. */
final class CommitJudge {
    private final Push push;
    private final Rule rule;
    private final Rule.Commits demands;
    private final Instant now;
    private final Findings.OfRule into;

    private CommitJudge(Push push, Rule rule, Rule.Commits demands, Instant now, Findings.OfRule into) {
        this.push = push;
        this.rule = rule;
        this.demands = demands;
        this.now = now;
        this.into = into;
    }

    static void judge(Push push, UpdateEvidence update, RuleEvidence evidence, Instant now, Findings.OfRule into) {
        if (evidence.rule().commits().isEmpty() || update.update().deletes()) {
            return;
        }
        PushedTip pushed = update.pushed();
        if (pushed.commit().isEmpty() && pushed.trouble().isEmpty()) {
            into.add(Code.TAG_TARGET_FORBIDDEN, "what is pushed here is not a commit");
        }
        CommitJudge judge =
                new CommitJudge(push, evidence.rule(), evidence.rule().commits().get(), now, into);
        evidence.commits().forEach(judge::judge);
    }

    private void judge(CommitFacts commit) {
        if (commit.trouble().isPresent()) {
            into.add(commit.trouble().get(), Optional.of(commit.id()));
            return;
        }
        SignatureCheck check = demands.trailingArmorAllowed() ? commit.trailerIgnored() : commit.signature();
        SignatureJudge.Signed signed = new SignatureJudge.Signed(commit.id(), Purpose.COMMITS, commit.accepted());
        Optional<SignatureCheck.Valid> valid = SignatureJudge.judge(check, signed, rule.keys(), now, into);
        Optional<Person> signer =
                valid.flatMap(v -> push.people().person(v.enrolled().person()));
        boolean mergeRobot = signer.isPresent() && isMergeRobot(signer.get().id());
        boolean mayOtherwise =
                signer.isEmpty() || demands.signedBy().contain(signer.get().id());
        boolean mergedByRobot = mergeRobot && commit.cleanMerge();
        if (!mayOtherwise && !mergedByRobot) {
            into.add(
                    Code.SIGNER_NOT_ALLOWED,
                    commit.id(),
                    notAllowed(signer.get().id()));
        }
        // Whoever pressed the button is the committer, even where the robot should not have signed.
        judgeEmail(
                Code.COMMITTER_MISMATCH,
                "committer",
                mergedByRobot || (mergeRobot && !mayOtherwise) ? Rule.Whose.KNOWN : demands.committer(),
                commit.committer(),
                signer,
                commit);
        judgeEmail(Code.AUTHOR_MISMATCH, "author", demands.author(), commit.author(), signer, commit);
    }

    private boolean isMergeRobot(PersonId signer) {
        return demands.mergesBy().filter(robots -> robots.contain(signer)).isPresent();
    }

    private String notAllowed(PersonId signer) {
        return isMergeRobot(signer)
                ? signer + " may sign clean merges of two different parents only; merge locally and sign"
                : signer + " is not among those whose signature counts here: "
                        + String.join(", ", demands.signedBy().names());
    }

    private void judgeEmail(
            Code code, String line, Rule.Whose whose, String email, Optional<Person> signer, CommitFacts commit) {
        if (whose == Rule.Whose.KNOWN && push.people().byEmail(email).isEmpty()) {
            into.add(code, commit.id(), "no enrolled person has the " + line + "'s address " + email);
        }
        if (whose == Rule.Whose.SIGNER && signer.isPresent() && !isOf(signer.get(), email)) {
            into.add(
                    code,
                    commit.id(),
                    "the " + line + "'s address " + email + " is not one of "
                            + signer.get().id() + ", who signed it");
        }
    }

    private boolean isOf(Person person, String email) {
        return push.people()
                .byEmail(email)
                .filter(owner -> owner.id().equals(person.id()))
                .isPresent();
    }
}
