package dev.refwarden.review.web;

import dev.refwarden.decision.WaitingProposal;
import dev.refwarden.evidence.StoredApproval;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.git.store.UnsupportedRepository;
import dev.refwarden.ledger.DecisionIndex;
import dev.refwarden.ledger.DecisionQuery;
import dev.refwarden.ledger.LoggedPush;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.review.RepositoryFolders;
import dev.refwarden.review.WaitingStatements;
import dev.refwarden.review.desk.CaseState;
import dev.refwarden.review.desk.DeskCase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What waits for approvers and administrators.
 *
 * @param asked open cases in which a review or a waiver was asked for
 * @param remarks what could not be looked at, in words
 */
public record WaitingPage(List<Asked> asked, List<Proposed> proposed, List<Approved> approved, List<String> remarks) {
    private static final Duration LATELY = Duration.ofDays(30);
    private static final int MOST = 5_000;
    private static final int MOST_ASKED = 200;
    private static final int DIGITS = 12;

    public WaitingPage {
        asked = List.copyOf(asked);
        proposed = List.copyOf(proposed);
        approved = List.copyOf(approved);
        remarks = List.copyOf(remarks);
    }

    /** @param what such as "waiver" */
    public record Asked(
            String what, String who, String caseId, String level, String repository, String ref, String time) {}

    /** @param command with which it is approved, but for the ref that it is meant for */
    public record Proposed(String repository, String id, String who, String since, String command) {}

    /** @param by who signed; empty where no one who is enrolled did */
    public record Approved(String repository, String ref, String id, String by, String until) {}

    static WaitingPage of(Site site, Instant now) throws IOException {
        List<String> remarks = new ArrayList<>();
        List<Asked> asked = asked(site, now, remarks);
        List<Proposed> proposed = new ArrayList<>();
        List<Approved> approved = new ArrayList<>();
        Optional<Configuration> configuration = site.configuration();
        if (configuration.isEmpty()) {
            remarks.add("The configuration has errors, so no repository was looked into.");
        } else {
            Map<String, Path> known = new HashMap<>();
            dev.refwarden.ledger.RepositoryFolders.all(site.ledger())
                    .forEach((folder, name) -> known.put(name, folder));
            Instant end = Instant.now().plus(Site.PATIENCE);
            List<String> unseen = new ArrayList<>();
            for (String name : site.index().repositories()) {
                Optional<WaitingStatements> found =
                        Instant.now().isAfter(end) ? Optional.empty() : in(name, known, configuration.get(), site, now);
                if (found.isEmpty()) {
                    unseen.add(name);
                } else {
                    found.get().proposals().forEach(one -> proposed.add(proposed(name, one)));
                    found.get().approvals().forEach(one -> approved.add(approved(name, one)));
                }
            }
            if (!unseen.isEmpty()) {
                remarks.add("Not looked into, because they are on no disk here, cannot be read, or took too long: "
                        + String.join(", ", unseen) + ". There, refwarden approvals GITDIR lists what waits.");
            }
        }
        return new WaitingPage(asked, proposed, approved, remarks);
    }

    /** Absent where it cannot be looked into. */
    private static Optional<WaitingStatements> in(
            String name, Map<String, Path> known, Configuration configuration, Site site, Instant now) {
        try {
            Optional<Path> folder = known.containsKey(name)
                    ? Optional.of(known.get(name))
                    : RepositoryFolders.find(configuration.server(), name);
            return folder.isEmpty()
                    ? Optional.empty()
                    : Optional.of(WaitingStatements.in(folder.get(), name, configuration, site.ledger(), now));
        } catch (IOException | UnsupportedRepository | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<Asked> asked(Site site, Instant now, List<String> remarks) throws IOException {
        DecisionIndex index = site.index();
        List<LoggedPush> lately =
                index.pushes(DecisionQuery.refusals().since(now.minus(LATELY)), Optional.empty(), MOST);
        if (lately.size() == MOST) {
            remarks.add("Requests were looked for in the newest 5,000 refused pushes only.");
        }
        List<LoggedPush> asking = lately.stream()
                .filter(push -> !push.decision().text("askedFor").isEmpty())
                .limit(MOST_ASKED + 1L)
                .toList();
        if (asking.size() > MOST_ASKED) {
            remarks.add("More than 200 pushes asked for something; the newest 200 are looked at.");
        }
        List<Asked> asked = new ArrayList<>();
        for (DeskCase one : site.desk().cases(asking.stream().limit(MOST_ASKED).toList())) {
            if (one.state() == CaseState.OPEN) {
                one.askedFor().ifPresent(what -> asked.add(asked(what.word(), one)));
            }
        }
        return asked;
    }

    private static Asked asked(String what, DeskCase desk) {
        PushRow row = PushRow.of(desk.decision());
        String more = row.more() > 0 ? " and " + row.more() + " more" : "";
        return new Asked(
                what,
                row.pusher(),
                desk.id(),
                desk.assessment().level().word(),
                row.repository(),
                row.ref() + more,
                row.time());
    }

    private static Proposed proposed(String repository, WaitingProposal proposal) {
        return new Proposed(
                repository,
                proposal.tip().hex(),
                proposal.by().map(Object::toString).orElse("someone unknown"),
                proposal.since()
                        .map(time -> time.truncatedTo(ChronoUnit.SECONDS).toString())
                        .orElse(""),
                "git refwarden-approve REF " + proposal.tip().hex().substring(0, DIGITS));
    }

    private static Approved approved(String repository, StoredApproval approval) {
        RefUpdate update = approval.statement().orElseThrow().update();
        return new Approved(
                repository,
                update.ref().value(),
                update.deletes() ? "deletion" : update.after().hex(),
                approval.signature() instanceof SignatureCheck.Valid valid
                        ? valid.enrolled().person().value()
                        : "",
                approval.statement().orElseThrow().expires().toString());
    }
}
