package dev.refwarden.replay;

import dev.refwarden.decision.Advance;
import dev.refwarden.decision.Attestations;
import dev.refwarden.decision.CertificateFacts;
import dev.refwarden.decision.Code;
import dev.refwarden.decision.CommitFacts;
import dev.refwarden.decision.Decision;
import dev.refwarden.decision.Evidence;
import dev.refwarden.decision.FactorFacts;
import dev.refwarden.decision.Failure;
import dev.refwarden.decision.GuardedChange;
import dev.refwarden.decision.OfferedApproval;
import dev.refwarden.decision.Push;
import dev.refwarden.decision.PushedTip;
import dev.refwarden.decision.Pusher;
import dev.refwarden.decision.RuleEvidence;
import dev.refwarden.decision.TagFacts;
import dev.refwarden.decision.UpdateEvidence;
import dev.refwarden.decision.Verdict;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.ObjectFormat;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.people.Person;
import dev.refwarden.people.PersonId;
import dev.refwarden.people.Purpose;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.Rule;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.tests.PolicyCase;
import dev.refwarden.policy.tests.PolicyCase.Change;
import dev.refwarden.policy.tests.PolicyCase.NewCommit;
import dev.refwarden.policy.tests.PolicyCase.Signing;
import dev.refwarden.statement.ApprovalStatement;
import dev.refwarden.statement.StatementDigest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes the decision on one described push. */
public final class Rehearsal {
    private static final Duration LONG_AGO = Duration.ofDays(3650);
    private static final ObjectId NOTHING = ObjectFormat.SHA1.nullId();

    private final Configuration configuration;
    private final PolicyCase push;
    private final Instant now;
    private final Signatures signatures;
    private final RefUpdate update;

    private Rehearsal(Configuration configuration, PolicyCase push, Instant now) {
        this.configuration = configuration;
        this.push = push;
        this.now = push.at().orElse(now);
        this.signatures = new Signatures(configuration.policy().people());
        this.update = new RefUpdate(
                push.change() == Change.CREATE ? NOTHING : id(0),
                push.change() == Change.DELETE ? NOTHING : id(push.commits().size() + 1),
                push.ref());
    }

    /**
     * What would become of the push.
     *
     * @param now the server's clock where the description names none
     */
    public static Verdict of(Configuration configuration, PolicyCase push, Instant now) {
        return new Rehearsal(configuration, push, now).verdict();
    }

    private Verdict verdict() {
        List<RepositoryEntry> entries = configuration.policy().entriesFor(push.repository());
        Optional<SignatureCheck.Valid> certificate = push.certificate()
                .map(signing -> signatures.of(signing, Purpose.PUSHES))
                .flatMap(check -> check instanceof SignatureCheck.Valid valid ? Optional.of(valid) : Optional.empty());
        Evidence evidence = new Evidence(
                false,
                entries,
                configuration.policy().waivers(),
                attestations(certificate),
                List.of(update(entries)),
                false);
        Push asked = new Push(
                push.repository(), pusher(certificate), configuration.policy().people(), List.of(update));
        return Decision.decide(asked, evidence, now);
    }

    private Pusher pusher(Optional<SignatureCheck.Valid> certificate) {
        Optional<Person> holder = push.pusher().flatMap(configuration.policy().people()::person);
        Optional<Person> signer = certificate.flatMap(
                valid -> configuration.policy().people().person(valid.enrolled().person()));
        return new Pusher(holder.map(person -> person.id().value()), holder, signer);
    }

    private UpdateEvidence update(List<RepositoryEntry> entries) {
        boolean internal = configuration
                .server()
                .internalRefs()
                .filter(names -> names.contain(push.ref().value()))
                .isPresent();
        List<CommitFacts> commits = new ArrayList<>();
        for (NewCommit commit : push.commits()) {
            commits.add(facts(id(commits.size() + 1), commit));
        }
        List<RuleEvidence> rules = new ArrayList<>();
        for (RepositoryEntry entry : entries) {
            for (Rule rule : entry.rules()) {
                if (!internal && rule.refs().contain(push.ref().value())) {
                    rules.add(evidence(entry, rule.over(push.ref().value()), commits));
                }
            }
        }
        Optional<ObjectId> tip = push.change() == Change.CREATE ? Optional.empty() : Optional.of(update.before());
        return new UpdateEvidence(
                update, tip, List.of(push.ref()), internal, pushed(), advance(), Optional.empty(), rules);
    }

    private Advance advance() {
        return switch (push.change()) {
            case CREATE -> Advance.CREATED;
            case UPDATE -> push.ref().isUnder("refs/tags/") ? Advance.FORCED : Advance.FORWARD;
            case FORCE -> Advance.FORCED;
            case DELETE -> Advance.DELETED;
        };
    }

    private PushedTip pushed() {
        if (push.change() == Change.DELETE) {
            return PushedTip.NOTHING;
        }
        Optional<ObjectId> commit = Optional.of(id(push.commits().size() + 1));
        if (push.tag().isEmpty()) {
            return new PushedTip(List.of(), commit, Optional.empty());
        }
        String name = push.ref().value().substring("refs/tags/".length());
        SignatureCheck check = signatures.of(push.tag().get(), Purpose.TAGS);
        TagFacts tag = new TagFacts(update.after(), name, name, "", check, check, Optional.empty());
        return new PushedTip(List.of(tag), commit, Optional.empty());
    }

    private CommitFacts facts(ObjectId id, NewCommit commit) {
        SignatureCheck check = signatures.of(commit.signature(), Purpose.COMMITS);
        return new CommitFacts(
                id,
                "commit " + id.abbreviated(),
                commit.committer(),
                commit.author(),
                commit.merge() ? 2 : 1,
                commit.merge(),
                check,
                check,
                Optional.empty(),
                Optional.empty());
    }

    private RuleEvidence evidence(RepositoryEntry entry, Rule rule, List<CommitFacts> commits) {
        List<GuardedChange> changes = new ArrayList<>();
        for (Rule.GuardedPaths guard : rule.paths()) {
            change(guard, commits).ifPresent(changes::add);
        }
        return new RuleEvidence(
                push.ref(),
                entry,
                rule,
                rule.commits().isPresent() ? commits : List.of(),
                rule.demandsApprovals() ? commits : List.of(),
                Map.of(),
                changes,
                push.onBranch(),
                List.of(),
                push.change() != Change.FORCE,
                false,
                List.<Failure>of());
    }

    private Optional<GuardedChange> change(Rule.GuardedPaths guard, List<CommitFacts> commits) {
        List<CommitFacts> changing = new ArrayList<>();
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < commits.size(); i++) {
            List<String> guarded = push.commits().get(i).files().stream()
                    .filter(guard.paths()::contain)
                    .toList();
            paths.addAll(guarded);
            if (!guarded.isEmpty()) {
                changing.add(commits.get(i));
            }
        }
        return paths.isEmpty()
                ? Optional.empty()
                : Optional.of(new GuardedChange(
                        guard, paths.get(0), Optional.of(changing.get(0).id()), paths.size(), changing));
    }

    private Attestations attestations(Optional<SignatureCheck.Valid> certificate) {
        String name = configuration.server().name() + "/" + push.repository();
        List<OfferedApproval> approvals = new ArrayList<>();
        for (Signing signing : push.approvals()) {
            approvals.add(new OfferedApproval.Stated(
                    new ApprovalStatement(name, update, now.plus(Duration.ofDays(1))),
                    signatures.of(signing, Purpose.APPROVALS),
                    digest("approval " + approvals.size()),
                    now.minus(LONG_AGO),
                    Optional.empty()));
        }
        Map<Rule.Factor, FactorFacts> factors = new EnumMap<>(Rule.Factor.class);
        Optional<PersonId> person =
                certificate.map(valid -> valid.enrolled().person()).or(push::pusher);
        push.factors()
                .forEach(factor ->
                        person.ifPresent(id -> factors.put(factor, FactorFacts.of(id, digest(factor.yamlName())))));
        return new Attestations(name, facts(certificate), approvals, List.of(), factors);
    }

    private CertificateFacts facts(Optional<SignatureCheck.Valid> certificate) {
        if (push.certificate().isEmpty()) {
            return new CertificateFacts.None();
        }
        if (certificate.isPresent()) {
            return new CertificateFacts.Signed(certificate.get(), digest("certificate"));
        }
        Failure unknown = new Failure(
                Code.CERTIFICATE_INVALID, "the push certificate: it is signed by a key that is not enrolled");
        return new CertificateFacts.Unusable(List.of(unknown), Optional.empty());
    }

    private static StatementDigest digest(String what) {
        return StatementDigest.of("rehearsal", what, what.getBytes(StandardCharsets.UTF_8));
    }

    /** A rehearsal's ids are SHA-1's. */
    private static ObjectId id(int number) {
        return ObjectId.fromHex(String.format("%040x", number + 1));
    }
}
