package dev.refwarden.report;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.Evidence;
import dev.refwarden.decision.Finding;
import dev.refwarden.decision.OfferedWaiver;
import dev.refwarden.decision.Push;
import dev.refwarden.decision.RuleEvidence;
import dev.refwarden.decision.UpdateEvidence;
import dev.refwarden.decision.Verdict;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.policy.Server;
import dev.refwarden.statement.WaiverStatement;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the developer reads. */
public final class PushMessage {
    private static final int MOST_PER_REASON = 10;
    private static final int MOST_GROUPS = 10;
    private static final int LONGEST_REF = 120;
    private static final int LONGEST_TEXT = 300;

    private final Evidence evidence;
    private final Subjects subjects;
    private final Lines lines;
    private final Hints hints;

    private PushMessage(Push push, Evidence evidence, String serverPrefix, Telling telling) {
        this.evidence = evidence;
        this.subjects = new Subjects(evidence);
        this.lines = new Lines(serverPrefix);
        this.hints = new Hints(push, evidence, subjects, lines, telling);
    }

    /**
     * The whole message, ready to be written; empty for an accepted push that leaves nothing to say.
     *
     * @param evidence empty lists where none was gathered
     * @param messages what the server says besides the reasons
     */
    public static String of(Push push, Evidence evidence, Verdict verdict, Telling telling, Server.Messages messages) {
        PushMessage message = new PushMessage(push, evidence, messages.prefix(), telling);
        if (!verdict.findings().isEmpty()) {
            OptionAdvice.of(telling.options()).forEach(message.lines::add);
        }
        if (verdict instanceof Verdict.Refused refused) {
            message.add(refused.refusing());
            if (!refused.observed().isEmpty()) {
                message.warn(refused.observed(), false);
            }
            message.tellWhomToAsk(telling, messages);
        } else if (verdict instanceof Verdict.Waived waived) {
            message.tellWaiver(waived);
        } else if (!verdict.findings().isEmpty()) {
            message.warn(verdict.findings(), true);
        }
        if (!(verdict instanceof Verdict.Refused)) {
            ApprovalDoubts.add(push, evidence, telling.now(), message.lines);
            new ProposalAdvice(push, evidence, message.lines, telling.gitDir()).tellWhatGoes();
        }
        return message.lines.toString();
    }

    private void tellWhomToAsk(Telling telling, Server.Messages messages) {
        Quote quote = telling.quote();
        String whom =
                messages.ask().map(ask -> Printable.of(ask, LONGEST_TEXT) + " ").orElse("");
        lines.add(telling.options()
                .askedFor()
                .map(what -> quote + "; reviewers see that you ask for a " + what.word())
                .orElse(quote + ", quote it when you ask " + whom + "for a review"));
        if (quote.isCase()) {
            messages.link(quote.id().value()).ifPresent(link -> lines.add("  " + link));
        }
    }

    private void tellWaiver(Verdict.Waived waived) {
        Set<String> codes = new TreeSet<>();
        waived.lifted().forEach(finding -> codes.add(finding.code().word()));
        Set<String> signers = new TreeSet<>();
        String caseId = "";
        for (OfferedWaiver waiver : waived.waivers()) {
            caseId = waiver.statement().map(WaiverStatement::caseId).orElse("");
            if (waiver.signature() instanceof SignatureCheck.Valid valid) {
                signers.add(valid.enrolled().person().value());
            }
        }
        lines.add("let through this once by the waiver of case " + Printable.of(caseId, LONGEST_REF) + ", signed by "
                + String.join(", ", signers) + ": " + String.join(" ", codes));
        if (!waived.findings().isEmpty()) {
            warn(waived.findings(), true);
        }
    }

    private void explainTogether(List<Finding> findings) {
        if (evidence.together()
                && findings.stream()
                        .flatMap(finding -> finding.object().stream())
                        .anyMatch(subjects::isCommit)) {
            lines.add("of " + evidence.updates().size() + " refs, each commit is shown with the first that brings it");
        }
    }

    /** Only what the push brings is repeated; what observed landings left behind is no news to whoever pushes. */
    private void warn(List<Finding> observed, boolean lands) {
        List<Finding> findings =
                observed.stream().filter(finding -> !hints.isHeld(finding)).toList();
        if (findings.isEmpty()) {
            return;
        }
        Optional<Instant> until = until();
        String from = until.map(end -> "would be refused from " + day(end) + ":")
                .orElse("would be refused if this were enforced:");
        lines.add(from);
        List<FindingGroup> groups = FindingGroup.of(findings);
        groups.stream().limit(MOST_GROUPS).forEach(this::tell);
        if (groups.size() > MOST_GROUPS) {
            count(groups.subList(MOST_GROUPS, groups.size()));
        }
        if (lands) {
            hints.afterLanding(groups);
        }
        explainTogether(findings);
    }

    private void add(List<Finding> findings) {
        List<FindingGroup> groups = FindingGroup.of(findings);
        hints.begin(findings);
        for (FindingGroup group : groups.subList(0, Math.min(MOST_GROUPS, groups.size()))) {
            tell(group);
            hints.add(group);
        }
        if (groups.size() > MOST_GROUPS) {
            count(groups.subList(MOST_GROUPS, groups.size()));
        }
        explainTogether(findings);
    }

    private void tell(FindingGroup group) {
        lines.add(heading(group));
        group.byCode().values().forEach(this::addSame);
    }

    /** Thousands of refs that are refused for the same reasons are reported in a line for each reason. */
    private void count(List<FindingGroup> groups) {
        Map<Code, Integer> counts = new EnumMap<>(Code.class);
        groups.forEach(group -> group.byCode().keySet().forEach(code -> counts.merge(code, 1, Integer::sum)));
        counts.forEach((code, count) ->
                lines.add("and " + count + (count == 1 ? " more ref" : " more refs") + " [" + code.word() + "]"));
    }

    private void addSame(List<Finding> same) {
        String code = " [" + same.get(0).code().word() + "]";
        for (Finding finding : same.subList(0, Math.min(MOST_PER_REASON, same.size()))) {
            lines.add("  " + subjects.line(finding) + code);
        }
        if (same.size() > MOST_PER_REASON) {
            lines.add("  and " + (same.size() - MOST_PER_REASON) + " more" + code);
        }
    }

    private String heading(FindingGroup group) {
        String who = group.ref().map(PushMessage::shown).orElse("the push is");
        String by = group.rule()
                .map(rule -> " by rule \"" + Printable.of(rule, LONGEST_REF) + "\"")
                .orElse("");
        return who + " refused" + by + count(group);
    }

    /** Refwarden's own refs are distinguished by two ids of up to 64 digits at their end. */
    private static String shown(RefName ref) {
        return Printable.of(ref.value(), ref.isUnder("refs/refwarden/") ? 2 * LONGEST_REF : LONGEST_REF);
    }

    private String count(FindingGroup group) {
        Set<ObjectId> offenders = group.objects();
        offenders.removeIf(object -> !subjects.isCommit(object));
        int all = commitsJudged(group);
        return offenders.isEmpty() || all == 0
                ? ""
                : ": " + offenders.size() + " of " + all + (all == 1 ? " commit" : " commits");
    }

    private int commitsJudged(FindingGroup group) {
        for (UpdateEvidence update : evidence.updates()) {
            for (RuleEvidence rule : update.rules()) {
                if (group.rule().equals(Optional.of(rule.rule().name()))
                        && group.ref().equals(Optional.of(rule.ref()))) {
                    int judged = rule.commits().size();
                    return judged == 0
                            ? 0
                            : Math.max(judged, rule.underApproval().size());
                }
            }
        }
        return 0;
    }

    private Optional<Instant> until() {
        return evidence.entries().stream()
                .filter(entry -> entry.observe())
                .flatMap(entry -> entry.until().stream())
                .sorted()
                .findFirst();
    }

    private static String day(Instant time) {
        String text = time.toString();
        return text.endsWith("T00:00:00Z") ? text.substring(0, text.indexOf('T')) : text;
    }
}
