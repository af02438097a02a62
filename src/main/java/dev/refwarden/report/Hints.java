package dev.refwarden.report;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.Evidence;
import dev.refwarden.decision.Finding;
import dev.refwarden.decision.Limit;
import dev.refwarden.decision.Push;
import dev.refwarden.decision.RuleEvidence;
import dev.refwarden.decision.UpdateEvidence;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.policy.Members;
import dev.refwarden.policy.Rule;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What fixes the findings of one group. */
final class Hints {
    /** How findings about the signature of the push begin. */
    private static final String OF_PUSH = "the push";

    private final Push push;
    private final Evidence evidence;
    private final Subjects subjects;
    private final Lines lines;
    private final String gitDir;
    private final Instant now;
    private Set<RefName> moved = Set.of();
    private Set<RefName> rewritten = Set.of();
    private Map<Optional<RefName>, Outlook> outlooks = Map.of();

    Hints(Push push, Evidence evidence, Subjects subjects, Lines lines, Telling telling) {
        this.gitDir = Printable.shellWord(telling.gitDir());
        this.now = telling.now();
        this.push = push;
        this.evidence = evidence;
        this.subjects = subjects;
        this.lines = lines;
    }

    /** Takes note of all findings that are reported together: what is hopeless of them makes other advice void. */
    void begin(List<Finding> findings) {
        outlooks = Outlook.of(findings);
        moved = refs(findings, finding -> finding.code() == Code.REF_MOVED);
        rewritten = refs(
                findings,
                finding -> finding.object().isPresent()
                        && subjects.isCommit(finding.object().get())
                        && SignAnew.mends(finding.code())
                        && !isHeld(finding));
    }

    void add(FindingGroup group) {
        if (outlook(group) == Outlook.HOPELESS) {
            if (hasOnesOfNoObject(group, List.of(Code.MALFORMED_OBJECT))) {
                lines.hint(
                        "make the commits again with git alone, in a fresh clone; if that does not help, ask an administrator");
            }
            ProposalAdvice proposals = new ProposalAdvice(push, evidence, lines, gitDir);
            Optional<UpdateEvidence> crowded = group.ref().flatMap(this::update).filter(proposals::hasNoRoom);
            boolean forbidden = group.byCode().containsKey(Code.REF_FORBIDDEN);
            advise(
                    group,
                    code -> Outlook.isHopeless(code)
                            && !isHeld(group, code)
                            && !(forbidden && code == Code.REF_UNMATCHED));
            if (group.byCode().containsKey(Code.PUSHER_UNKNOWN)) {
                group.ref()
                        .flatMap(this::update)
                        .ifPresent(update -> pushAdvice(update, group)
                                .whoPushes(push.pusher().account().isPresent()));
            }
            crowded.ifPresentOrElse(
                    update -> proposals.makeRoom(update, group.byCode().size() == 1), () -> limits(group));
            group.ref()
                    .flatMap(this::update)
                    .ifPresent(update -> new RefAdvice(update, lines).add(details(group, Code.REF_FORBIDDEN)));
            ruleEvidence(group).ifPresent(rule -> held(group, rule));
            return;
        }
        group.byCode().keySet().stream()
                .flatMap(code -> details(group, code).stream().flatMap(detail -> CauseAdvice.on(code, detail).stream()))
                .distinct()
                .forEach(lines::hint);
        ruleEvidence(group).ifPresent(rule -> commits(group, rule));
        group.ref().flatMap(this::update).ifPresent(update -> {
            tag(group, update);
            boolean told = rewritten.contains(update.update().ref());
            if (group.byCode().containsKey(Code.REF_MOVED) && !told) {
                NonFastForward.meanwhile(update, lines);
            }
        });
        if (group.ref().isPresent() && outlook(group) == Outlook.UNCHANGED) {
            update(group.ref().get()).ifPresent(update -> {
                pushAdvice(update, group).add(group.byCode().keySet(), ofPush(group));
                new ApprovalAdvice(push, evidence.attestations().statementName(), lines)
                        .add(group.byCode().keySet(), update);
            });
        }
        // Where a robot signed more than merges no one is named, and the finding says what to do.
        advise(group, code -> code != Code.SIGNER_NOT_ALLOWED || !isByMergeRobots(group));
    }

    private void limits(FindingGroup group) {
        LimitAdvice advice = new LimitAdvice(group.ref().flatMap(this::update).map(UpdateEvidence::update), lines);
        details(group, Code.LIMIT_EXCEEDED).stream()
                .flatMap(detail -> Limit.of(detail).stream())
                .distinct()
                .forEach(advice::add);
    }

    private static List<String> details(FindingGroup group, Code code) {
        return group.byCode().getOrDefault(code, List.of()).stream()
                .map(Finding::detail)
                .distinct()
                .toList();
    }

    /** What makes the next push pass, once for all groups: these findings did not keep this one from landing. */
    void afterLanding(List<FindingGroup> groups) {
        for (FindingGroup group : groups) {
            Set<ObjectId> offenders = new LinkedHashSet<>();
            Set<Code> reasons = EnumSet.noneOf(Code.class);
            group.byCode()
                    .forEach((code, findings) -> findings.forEach(finding -> finding.object()
                            .filter(object -> subjects.isCommit(object) && SignAnew.mends(code))
                            .ifPresent(object -> {
                                offenders.add(object);
                                reasons.add(code);
                            })));
            Optional<RuleEvidence> rule = ruleEvidence(group);
            if (rule.isPresent()
                    && !offenders.isEmpty()
                    && new CommitAdvice(push, rule.get(), lines, now).prepare(offenders, reasons)) {
                return;
            }
        }
        lines.hint("the push is accepted; what has landed stays as it is");
    }

    /** Whether a finding is about what the server held already. */
    boolean isHeld(Finding finding) {
        return finding.object().isPresent()
                && ruleEvidence(finding.ref(), finding.rule())
                        .filter(rule ->
                                rule.already().containsKey(finding.object().get()))
                        .isPresent();
    }

    private void advise(FindingGroup group, Predicate<Code> told) {
        group.byCode().entrySet().stream()
                .filter(same ->
                        told.test(same.getKey()) && !same.getValue().stream().allMatch(Outlook::isMendedByAnotherKey))
                .flatMap(same -> advice(same.getKey(), group).stream())
                .distinct()
                .forEach(advice -> advice.addTo(lines, gitDir));
    }

    private Optional<Advice> advice(Code code, FindingGroup group) {
        return code == Code.REF_UNMATCHED && evidence.entries().isEmpty()
                ? Optional.of(Advice.ON_UNKNOWN_REPOSITORY)
                : Advice.on(code, group.ref().isPresent());
    }

    /** The worse of what can be hoped for the ref and for the push as a whole. */
    private Outlook outlook(FindingGroup group) {
        Outlook ofPush = outlooks.getOrDefault(Optional.<RefName>empty(), Outlook.UNCHANGED);
        Outlook ofRef = outlooks.getOrDefault(group.ref(), Outlook.UNCHANGED);
        return ofPush == Outlook.HOPELESS ? ofPush : ofRef;
    }

    private void commits(FindingGroup group, RuleEvidence rule) {
        Set<ObjectId> rewritten = new LinkedHashSet<>();
        Set<Code> reasons = EnumSet.noneOf(Code.class);
        group.byCode().forEach((code, findings) -> {
            for (Finding finding : findings) {
                Optional<ObjectId> commit = finding.object().filter(subjects::isCommit);
                boolean mends = commit.isPresent() && SignAnew.mends(code);
                if (mends && !rule.already().containsKey(commit.get())) {
                    rewritten.add(commit.get());
                    reasons.add(code);
                }
            }
        });
        // Signed as these are they come to nothing, whatever else is put right.
        group.byCode()
                .getOrDefault(Code.SIGNER_NOT_ALLOWED, List.of())
                .forEach(finding -> finding.object().ifPresent(rewritten::remove));
        boolean behind = group.byCode().containsKey(Code.NON_FAST_FORWARD) || moved.contains(rule.ref());
        if (!rewritten.isEmpty()) {
            new CommitAdvice(push, rule, lines, now).add(rewritten, reasons, behind);
        } else if (group.byCode().containsKey(Code.NON_FAST_FORWARD)) {
            NonFastForward.onTop(
                    rule, update(rule.ref()).flatMap(update -> update.pushed().commit()), lines);
        }
        held(group, rule);
    }

    /** Says what becomes of commits that the server holds already. */
    private void held(FindingGroup group, RuleEvidence rule) {
        Map<ObjectId, Set<Code>> held = new LinkedHashMap<>();
        group.byCode().forEach((code, findings) -> {
            for (Finding finding : findings) {
                finding.object()
                        .filter(rule.already()::containsKey)
                        .ifPresent(commit -> held.computeIfAbsent(commit, none -> EnumSet.noneOf(Code.class))
                                .add(code));
            }
        });
        HeldAdvice.add(rule, held, lines, gitDir);
    }

    /** Whether the server holds everything already that was found for this reason. */
    private boolean isHeld(FindingGroup group, Code code) {
        Optional<RuleEvidence> rule = ruleEvidence(group);
        return rule.isPresent()
                && group.byCode().getOrDefault(code, List.of()).stream()
                        .allMatch(finding -> finding.object()
                                .filter(rule.get().already()::containsKey)
                                .isPresent());
    }

    /** Whether whoever was not allowed to sign may sign merges. */
    private boolean isByMergeRobots(FindingGroup group) {
        Optional<Members> robots =
                ruleEvidence(group).flatMap(rule -> rule.rule().commits()).flatMap(Rule.Commits::mergesBy);
        return robots.isPresent()
                && group.byCode().getOrDefault(Code.SIGNER_NOT_ALLOWED, List.of()).stream()
                        .allMatch(finding -> finding.object()
                                .flatMap(subjects::signer)
                                .filter(robots.get()::contain)
                                .isPresent());
    }

    /** What was found of the push itself, and not of an approval that came with it. */
    private static Set<Code> ofPush(FindingGroup group) {
        Set<Code> codes = EnumSet.noneOf(Code.class);
        group.byCode()
                .forEach((code, findings) -> findings.stream()
                        .filter(finding ->
                                finding.object().isEmpty() && finding.detail().startsWith(OF_PUSH))
                        .forEach(finding -> codes.add(code)));
        return codes;
    }

    private static boolean hasOnesOfNoObject(FindingGroup group, List<Code> codes) {
        for (Code code : codes) {
            for (Finding finding : group.byCode().getOrDefault(code, List.of())) {
                if (finding.object().isEmpty()) {
                    return true;
                }
            }
        }
        return false;
    }

    private Set<Rule.Factor> factors(RuleEvidence rule) {
        return rule.rule()
                .push()
                .map(both -> both.demandsOf(push.pusher().isRobot()).secondFactor())
                .orElse(Set.of());
    }

    private void tag(FindingGroup group, UpdateEvidence update) {
        Set<Code> reasons = EnumSet.noneOf(Code.class);
        group.byCode()
                .forEach((code, findings) -> findings.stream()
                        .filter(finding -> isOfTag(code, finding))
                        .forEach(finding -> reasons.add(code)));
        TagAdvice advice = new TagAdvice(push, update, ruleEvidence(group), lines, now);
        if (!reasons.isEmpty()) {
            advice.anew(reasons);
        } else if (group.byCode().containsKey(Code.TAG_OFF_BRANCH)) {
            advice.ontoBranch();
        }
    }

    private boolean isOfTag(Code code, Finding finding) {
        boolean ofObject = finding.object().isPresent()
                && !subjects.isCommit(finding.object().get());
        return code == Code.TAG_LIGHTWEIGHT || code == Code.TAG_NAME_MISMATCH || (ofObject && SignAnew.mends(code));
    }

    private PushAdvice pushAdvice(UpdateEvidence update, FindingGroup group) {
        Optional<RuleEvidence> rule = ruleEvidence(group);
        Rule.Keys demands = rule.map(known -> known.rule().keys()).orElse(Rule.Keys.DEFAULT);
        return new PushAdvice(
                update.update(),
                rule.map(this::factors).orElse(Set.of()),
                push.pusher().person(),
                new GoodKeys(demands, now),
                lines);
    }

    private static Set<RefName> refs(List<Finding> findings, Predicate<Finding> wanted) {
        Set<RefName> refs = new LinkedHashSet<>();
        findings.stream().filter(wanted).forEach(finding -> finding.ref().ifPresent(refs::add));
        return refs;
    }

    private Optional<RuleEvidence> ruleEvidence(FindingGroup group) {
        return ruleEvidence(group.ref(), group.rule());
    }

    private Optional<RuleEvidence> ruleEvidence(Optional<RefName> ref, Optional<String> name) {
        for (UpdateEvidence update : evidence.updates()) {
            for (RuleEvidence rule : update.rules()) {
                if (name.equals(Optional.of(rule.rule().name())) && ref.equals(Optional.of(rule.ref()))) {
                    return Optional.of(rule);
                }
            }
        }
        return Optional.empty();
    }

    private Optional<UpdateEvidence> update(RefName ref) {
        List<UpdateEvidence> updates = evidence.updates();
        return updates.stream()
                .filter(update -> update.update().ref().equals(ref))
                .findFirst();
    }
}
