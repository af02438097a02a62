package dev.refwarden.hook;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.Evidence;
import dev.refwarden.decision.Finding;
import dev.refwarden.decision.Push;
import dev.refwarden.evidence.Deadline;
import dev.refwarden.evidence.DeadlinePassed;
import dev.refwarden.evidence.Gatherer;
import dev.refwarden.evidence.KeyTimes;
import dev.refwarden.evidence.PushFactors;
import dev.refwarden.evidence.RestingTags;
import dev.refwarden.evidence.Statements;
import dev.refwarden.format.Keyring;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.git.store.GitRepository;
import dev.refwarden.git.store.VerifiedObjects;
import dev.refwarden.ledger.KeySightings;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.LedgerView;
import dev.refwarden.ledger.Recorder;
import dev.refwarden.ledger.RepositoryRecord;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.Rule;
import dev.refwarden.policy.Server;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.statement.PushStatement;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gathers what a push has to be decided by, once its repository is open and its name is known. */
final class EvidenceGathering {
    private final Map<String, String> environment;
    private final Ledger ledger;
    private final Instant now;
    private final long startNanos;
    private final TimeLimit limit;

    /** @param startNanos when the push came, by {@link System#nanoTime} */
    EvidenceGathering(Map<String, String> environment, Ledger ledger, Instant now, long startNanos, TimeLimit limit) {
        this.environment = environment;
        this.ledger = ledger;
        this.now = now;
        this.startNanos = startNanos;
        this.limit = limit;
    }

    /** @param looked what the ledger knows of the repository and of keys */
    PreparedPush gather(GitRepository repository, Configuration configuration, Push push, Recorder.Seen looked)
            throws IOException {
        Server server = configuration.server();
        List<RepositoryEntry> entries = configuration.policy().entriesFor(push.repository());
        KeySightings sightings = looked.sightings().orElseThrow();
        Keyring keys = new Keyring(push.people(), sightings::remembered);
        boolean shallow = !environment.getOrDefault("GIT_SHALLOW_FILE", "").isEmpty();
        boolean namespace = !environment.getOrDefault("GIT_NAMESPACE", "").isEmpty();
        Deadline deadline = Deadline.after(server.deadline(), startNanos);
        PushStatement statement = new PushStatement(server.name() + "/" + push.repository(), push.updates());
        try (VerifiedObjects objects = repository.objects(server.limits().objectSize())) {
            RestingTags tags = new RestingTags(repository, objects, entries, deadline);
            Recorder.Seen seen = withTags(looked, tags);
            RepositoryRecord record = seen.record().orElseThrow();
            Statements.Sources sources = new Statements.Sources(
                    repository,
                    objects,
                    keys,
                    new PushFactors(configuration, factors(entries, push.updates()), statement, now));
            Statements statements = new Statements(statement.repository(), push, environment, sources, deadline, now);
            limit.certified(statements.certificateUse());
            configuration.policy().waivers().ifPresent(statements::readWaivers);
            if (statements.trouble().isPresent()) {
                return refused(push, statements.trouble().get(), statements, seen, configuration);
            }
            KeyTimes times = new KeyTimes(record::firstAccepted, push.people(), sightings.hasRevokedKeys(), now);
            Gatherer gatherer = new Gatherer(
                    new Gatherer.Context(repository, server, entries, keys),
                    new Gatherer.Brought(push.updates(), shallow, statements),
                    new Gatherer.Past(record, times),
                    deadline);
            try (gatherer) {
                gatherer.holdAgainstRepository();
                gatherer.askFor(record);
                GatheredPush gathered = new PushGathering(
                                gatherer,
                                namespace,
                                configuration.policy().waivers(),
                                statements,
                                LedgerView.of(ledger, push.repository()),
                                now,
                                evidence -> gathered(push, evidence, statements, gatherer, seen, configuration))
                        .gather();
                return gathered.with(
                        tags.of(gathered.evidence().updates()), gatherer.tipFacts(gathered.evidence(), record));
            } catch (DeadlinePassed e) {
                String detail = "not judged within " + server.deadline().toSeconds() + " seconds";
                Finding late = Finding.ofPush(Code.DEADLINE_EXCEEDED, detail);
                return refused(push, late, statements, seen, configuration);
            }
        }
    }

    /** With what is known by now of earlier tags; if there is no time for that, they count for nothing yet. */
    private Recorder.Seen withTags(Recorder.Seen seen, RestingTags tags) throws IOException {
        try {
            return seen.with(seen.record().orElseThrow().withTags(tag -> tags.isOnBranch(tag.tag()), now));
        } catch (DeadlinePassed e) {
            return seen;
        }
    }

    /** The second factors that some rule for a pushed ref names. */
    private static Set<Rule.Factor> factors(List<RepositoryEntry> entries, List<RefUpdate> updates) {
        Set<Rule.Factor> factors = EnumSet.noneOf(Rule.Factor.class);
        for (RepositoryEntry entry : entries) {
            for (Rule rule : entry.rules()) {
                if (rule.push().isPresent()
                        && updates.stream()
                                .anyMatch(update ->
                                        rule.refs().contain(update.ref().value()))) {
                    factors.addAll(rule.push().get().demandsOf(false).secondFactor());
                    factors.addAll(rule.push().get().demandsOf(true).secondFactor());
                }
            }
        }
        return factors;
    }

    private GatheredPush gathered(
            Push push,
            Evidence evidence,
            Statements statements,
            Gatherer gatherer,
            Recorder.Seen seen,
            Configuration configuration) {
        return new GatheredPush(
                push,
                evidence,
                Optional.empty(),
                statements,
                List.of(),
                gatherer::claimedTime,
                seen,
                configuration.policy().digest(),
                Optional.of(configuration.server()),
                now);
    }

    /** A refusal without evidence, which uses up the certificate all the same. */
    private GatheredPush refused(
            Push push, Finding finding, Statements statements, Recorder.Seen seen, Configuration configuration) {
        return new GatheredPush(
                push,
                Evidence.NONE,
                Optional.of(finding),
                statements,
                List.of(),
                commit -> 0,
                seen,
                configuration.policy().digest(),
                Optional.of(configuration.server()),
                now);
    }
}
