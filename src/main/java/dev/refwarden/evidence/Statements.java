package dev.refwarden.evidence;

import dev.refwarden.decision.Attestations;
import dev.refwarden.decision.CertificateFacts;
import dev.refwarden.decision.Code;
import dev.refwarden.decision.FactorFacts;
import dev.refwarden.decision.Failure;
import dev.refwarden.decision.Finding;
import dev.refwarden.decision.Limit;
import dev.refwarden.decision.OfferedApproval;
import dev.refwarden.decision.OfferedWaiver;
import dev.refwarden.decision.Push;
import dev.refwarden.decision.Pusher;
import dev.refwarden.decision.WaitingProposal;
import dev.refwarden.decision.WaitingProposals;
import dev.refwarden.format.Keyring;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.ObjectStore;
import dev.refwarden.git.RefName;
import dev.refwarden.git.store.GitRepository;
import dev.refwarden.ledger.LedgerView;
import dev.refwarden.ledger.PastUse;
import dev.refwarden.ledger.Use;
import dev.refwarden.ledger.UseKind;
import dev.refwarden.people.Person;
import dev.refwarden.policy.Policy;
import dev.refwarden.policy.Rule;
import dev.refwarden.statement.StatementDigest;
import dev.refwarden.statement.WaiverStatement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What people stated about a push. The bytes are read once; what the view knows of them is asked
 * again each time, the last time while no other push can be decided.
 */
public final class Statements {
    /** How long an approval serves again after a push that git itself failed to carry out. */
    private static final Duration RETRY = Duration.ofMinutes(10);

    private static final int MOST_OPTIONS = 1_000;

    private final String name;
    private final GitRepository repository;
    private final Instant now;
    private final Optional<CertificateReading.Read> certificate;
    private final ApprovalReading approvals;
    private final PushOptions options;
    private final Keyring keys;
    private final Push push;
    private final FactorReading factors;
    private final Map<WaiverStatement, Boolean> refusals = new HashMap<>();
    private List<ApprovalReading.Read> offered = List.of();
    private List<WaiverReading.Read> waivers;
    private Optional<Policy.Waivers> waivable = Optional.empty();

    /**
     * Where statements are read, and with what they are checked.
     *
     * @param store of the repository's objects
     */
    public record Sources(GitRepository repository, ObjectStore store, Keyring keys, FactorReading factors) {}

    /**
     * Reads the push certificate.
     *
     * @param name {@code <server>/<repository name>}
     * @param push as the Git server alone tells it
     * @param deadline after which no approval is read
     */
    public Statements(
            String name, Push push, Map<String, String> environment, Sources sources, Deadline deadline, Instant now) {
        this.name = name;
        this.push = push;
        this.repository = sources.repository();
        this.now = now;
        this.keys = sources.keys();
        this.factors = sources.factors();
        this.options = PushOptions.of(environment);
        this.certificate =
                new CertificateReading(environment, push.updates(), options, now).read(sources.store(), keys);
        this.approvals = new ApprovalReading(name, new TimedObjects(sources.store(), deadline), keys, now);
        this.waivers = WaiverReading.unread(options);
    }

    /** The server's clock. */
    Instant now() {
        return now;
    }

    /** Why the push is refused before anything else is looked at: no one honest sends so many options. */
    public Optional<Finding> trouble() {
        return options.all().size() > MOST_OPTIONS
                ? Optional.of(Finding.ofPush(Code.LIMIT_EXCEEDED, Limit.OPTIONS.exceeded(MOST_OPTIONS)))
                : Optional.empty();
    }

    /** The push certificate, which is used up whatever becomes of the push; absent where no enrolled key signed one. */
    public Optional<Use> certificateUse() {
        return certificate
                .flatMap(CertificateReading.Read::digest)
                .map(digest -> new Use(digest, UseKind.CERTIFICATE, ""));
    }

    /** Reads the approvals as well; only where a rule asks for some, since it looks for refs. */
    public void readApprovals() throws IOException {
        offered = approvals.offered(options, repository, push.updates());
    }

    /** Reads the waivers as well; only where the policy has some. */
    public void readWaivers(Policy.Waivers demand) {
        waivable = Optional.of(demand);
        waivers = WaiverReading.offered(options, keys);
    }

    /** The approval that a blob holds, as it was never seen before. */
    public OfferedApproval approval(ObjectId blob) {
        ApprovalReading.Read read = approvals.read(blob);
        return read.statement().isPresent()
                ? new OfferedApproval.Stated(
                        read.statement().get(), read.signature(), read.digest(), now, Optional.empty())
                : new OfferedApproval.Unreadable("this is not an approval");
    }

    /** What all of it shows, given what was used before. */
    public Attestations against(LedgerView view) throws IOException {
        CertificateFacts signed = certificate(view);
        Pusher pusher = pusher(signed);
        List<OfferedApproval> approved = new ArrayList<>(offered.size());
        for (ApprovalReading.Read read : offered) {
            approved.add(approval(read, view, pusher));
        }
        List<OfferedWaiver> waived = new ArrayList<>();
        for (WaiverReading.Read read : waivers) {
            waived.add(waiver(read, view));
        }
        Map<Rule.Factor, FactorFacts> shown = new EnumMap<>(Rule.Factor.class);
        factors.read(options, pusher.person(), view, shown);
        Attestations attestations = new Attestations(name, signed, approved, waived, shown);
        return asksForProposals() ? attestations.with(proposals(view)) : attestations;
    }

    /** Whether the push brings some, or approvals of what may have been brought before. */
    private boolean asksForProposals() {
        return push.updates().stream()
                .anyMatch(update -> update.ref().isUnder(WaitingProposal.REFS)
                        || update.ref().isUnder(ApprovalReading.REFS));
    }

    private WaitingProposals proposals(LedgerView view) throws IOException {
        return new WaitingProposals(new StoredProposals(repository, name).all(view));
    }

    /** Who pushes, given what the certificate shows. */
    public Pusher pusher(CertificateFacts facts) {
        Optional<Person> signer = facts.signature()
                .flatMap(valid -> push.people().person(valid.enrolled().person()));
        return push.pusher().signedBy(signer);
    }

    private CertificateFacts certificate(LedgerView view) throws IOException {
        if (certificate.isEmpty()) {
            return new CertificateFacts.None();
        }
        CertificateReading.Read read = certificate.get();
        List<Failure> troubles = new ArrayList<>(read.troubles());
        if (read.digest().isPresent()
                && !view.uses(read.digest().get(), UseKind.CERTIFICATE).isEmpty()) {
            troubles.add(new Failure(
                    Code.CERTIFICATE_REPLAYED, "the push certificate: it was seen before, with another push"));
        }
        return troubles.isEmpty()
                ? new CertificateFacts.Signed(
                        read.signature().orElseThrow(), read.digest().orElseThrow())
                : new CertificateFacts.Unusable(troubles, read.digest());
    }

    private OfferedApproval approval(ApprovalReading.Read read, LedgerView view, Pusher pusher) throws IOException {
        if (read.statement().isEmpty()) {
            return new OfferedApproval.Unreadable("an approval is not of the form that refwarden-approve writes");
        }
        Instant firstSeen = now;
        for (PastUse use : view.uses(read.digest(), UseKind.APPROVAL_SEEN)) {
            firstSeen = use.time().isBefore(firstSeen) ? use.time() : firstSeen;
        }
        return new OfferedApproval.Stated(
                read.statement().get(), read.signature(), read.digest(), firstSeen, spent(read, view, pusher));
    }

    private Optional<String> spent(ApprovalReading.Read read, LedgerView view, Pusher pusher) throws IOException {
        List<PastUse> uses = view.uses(read.digest(), UseKind.APPROVAL_SPENT);
        if (uses.isEmpty()) {
            return Optional.empty();
        }
        PastUse last = uses.get(uses.size() - 1);
        return servesAgain(read, last, view, pusher)
                ? Optional.empty()
                : Optional.of("was used up by the push of " + last.time());
    }

    /** Whether the push that spent it was accepted here just now, but failed afterwards in git. */
    private boolean servesAgain(ApprovalReading.Read read, PastUse spent, LedgerView view, Pusher pusher)
            throws IOException {
        boolean samePusher = pusher.person()
                .filter(person -> person.id().value().equals(spent.use().note()))
                .isPresent();
        RefName ref = read.statement().orElseThrow().update().ref();
        return samePusher
                && now.isBefore(spent.time().plus(RETRY))
                && !repository.isWrittenSince(ref, spent.time())
                && !view.isFollowed(spent, ref);
    }

    private OfferedWaiver waiver(WaiverReading.Read read, LedgerView view) throws IOException {
        if (read.statement().isEmpty() || !mayCount(read, read.statement().get())) {
            return new OfferedWaiver(read.statement(), read.signature(), read.digest(), false, false);
        }
        boolean spent = !view.uses(read.digest(), UseKind.WAIVER_SPENT).isEmpty();
        boolean sameCase = isRefusal(read.statement().get(), view);
        return new OfferedWaiver(read.statement(), read.signature(), read.digest(), spent, sameCase);
    }

    /** Whether it is for this push, by one who may give it; only then is history asked. */
    private boolean mayCount(WaiverReading.Read read, WaiverStatement statement) {
        return read.signature() instanceof SignatureCheck.Valid valid
                && waivable.filter(
                                demand -> demand.by().contain(valid.enrolled().person()))
                        .isPresent()
                && statement.repository().equals(name)
                && statement.updates().equals(WaiverStatement.sorted(push.updates()));
    }

    /** Asked of the log once for each statement: what is refused stays so. */
    private boolean isRefusal(WaiverStatement statement, LedgerView view) throws IOException {
        Boolean known = refusals.get(statement);
        if (known == null) {
            known = view.isRefusal(statement.caseId(), statement.updates(), new TreeSet<>(statement.findings()));
            refusals.put(statement, known);
        }
        return known;
    }

    /** What a security key's counter is remembered by. */
    public static StatementDigest counterOf(SignatureCheck.Valid valid) {
        return StatementDigest.of(
                "counter", "", valid.key().fingerprint().value().getBytes(StandardCharsets.UTF_8));
    }
}
