package dev.refwarden.report;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.Evidence;
import dev.refwarden.decision.Finding;
import dev.refwarden.decision.Limit;
import dev.refwarden.decision.Push;
import dev.refwarden.decision.RuleEvidence;
import dev.refwarden.decision.UpdateEvidence;
import dev.refwarden.decision.WaitingProposal;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.people.Purpose;
import dev.refwarden.policy.Members;
import dev.refwarden.policy.Rule;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What mends the findings of one group. */
final class Hints {
    private final Push push;
    private final Evidence evidence;
    private final Subjects subjects;
    private final Lines lines;
    private final String gitDir;
    private Map<Optional<RefName>, Outlook> outlooks = Map.of();

    /** @param gitDir where the repository lies on the server, as a word of shell */
    Hints(Push push, Evidence evidence, Subjects subjects, Lines lines, String gitDir) {
        this.gitDir = gitDir;
        this.push = push;
        this.evidence = evidence;
        this.subjects = subjects;
        this.lines = lines;
    }

    /** Takes note of all findings that are told together: what is hopeless of them makes other advice void. */
    void begin(List<Finding> findings) {
        outlooks = Outlook.of(findings);
    }

    void add(FindingGroup group) {
        if (outlook(group) == Outlook.HOPELESS) {
            if (hasOnesOfNoObject(group, List.of(Code.MALFORMED_OBJECT))) {
                lines.hint(
                        "make the commits again with git alone, in a fresh clone; if that does not help, ask an administrator");
            }
            Optional<UpdateEvidence> crowded = group.ref().flatMap(this::update).filter(this::hasNoRoom);
            advise(group, code -> Outlook.isHopeless(code) && !isHeld(group, code));
            crowded.ifPresentOrElse(update -> makeRoom(group, update), () -> limits(group));
            group.ref()
                    .flatMap(this::update)
                    .ifPresent(update -> new RefAdvice(update, lines).add(details(group, Code.REF_FORBIDDEN)));
            ruleEvidence(group).ifPresent(rule -> held(group, rule));
            return;
        }
        ruleEvidence(group).ifPresent(rule -> commits(group, rule));
        if (group.ref().isPresent() && group.byCode().keySet().stream().anyMatch(Hints::concernsTagObject)) {
            tagAnew(group, group.ref().get());
        }
        if (group.ref().isPresent() && outlook(group) == Outlook.UNCHANGED) {
            Set<Rule.Factor> factors = ruleEvidence(group).map(this::factors).orElse(Set.of());
            update(group.ref().get()).ifPresent(update -> {
                new PushAdvice(update.update(), factors, lines)
                        .add(group.byCode().keySet(), isUnattended(group));
                new ApprovalAdvice(push, evidence.attestations().statementName(), lines)
                        .add(group.byCode().keySet(), update);
            });
        }
        // Where a robot signed more than merges nobody is named, and the finding says what to do.
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
                    && new CommitAdvice(push, rule.get(), lines).prepare(offenders, reasons)) {
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

    /** Whether it is a proposal too many. */
    private boolean hasNoRoom(UpdateEvidence update) {
        return update.update().ref().isUnder(WaitingProposal.REFS)
                && update.update().creates()
                && evidence.attestations().proposals().isTooMuch(push);
    }

    private void makeRoom(FindingGroup group, UpdateEvidence update) {
        Optional<RefName> oldest = evidence.attestations().proposals().toMakeRoomFor(push);
        if (oldest.isPresent() && group.byCode().size() == 1) {
            lines.hint("your oldest proposal can make room; delete it in the same push:");
            lines.command("git push origin :" + Printable.shellWord(oldest.get().value()) + " "
                    + update.update().after() + ":"
                    + Printable.shellWord(update.update().ref().value()));
        } else if (oldest.isEmpty() && !evidence.attestations().proposals().isFull(push)) {
            lines.hint("bring fewer of them");
        } else if (oldest.isEmpty()) {
            lines.hint("ask an administrator, who deletes those that are of no use any more:");
            lines.command("refwarden approvals " + gitDir + " --prune");
        }
    }

    private void advise(FindingGroup group, Predicate<Code> told) {
        group.byCode().keySet().stream()
                .filter(told)
                .flatMap(code -> Advice.on(code, group.ref().isPresent()).stream())
                .distinct()
                .forEach(advice -> advice.addTo(lines, gitDir));
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
        boolean behind = group.byCode().containsKey(Code.NON_FAST_FORWARD);
        if (!rewritten.isEmpty()) {
            new CommitAdvice(push, rule, lines).add(rewritten, reasons, behind);
        } else if (behind) {
            onTop(rule);
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

    private void onTop(RuleEvidence rule) {
        Optional<ObjectId> tip =
                update(rule.ref()).flatMap(update -> update.pushed().commit());
        boolean addsNothing =
                rule.rule().commits().isPresent() && rule.commits().isEmpty();
        if (addsNothing || tip.isEmpty()) {
            lines.hint("what is there stays; to undo commits, revert them (git revert) and push that");
            return;
        }
        lines.hint("put your commits on top of what is there and push without force:");
        lines.command(NonFastForward.fetch(rule.ref()));
        lines.command(NonFastForward.rebase(rule.ref(), tip.get()));
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

    /** Whether a touch or a PIN is missing of the push, rather than of a commit. */
    private static boolean isUnattended(FindingGroup group) {
        return hasOnesOfNoObject(group, List.of(Code.TOUCH_MISSING, Code.PIN_MISSING));
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

    private void tagAnew(FindingGroup group, RefName ref) {
        boolean unsignedTag = group.byCode().containsKey(Code.TAG_LIGHTWEIGHT)
                || group.byCode().containsKey(Code.TAG_NAME_MISMATCH)
                || group.objects().stream().anyMatch(object -> !subjects.isCommit(object));
        Optional<ObjectId> commit =
                update(ref).flatMap(update -> update.pushed().commit());
        boolean movable = !group.byCode().containsKey(Code.TAG_MOVED);
        if (unsignedTag && movable && commit.isPresent() && ref.isUnder("refs/tags/")) {
            String name = Printable.shellWord(ref.value().substring("refs/tags/".length()));
            if (group.byCode().containsKey(Code.UNSIGNED) || group.byCode().containsKey(Code.TAG_LIGHTWEIGHT)) {
                ruleEvidence(group).ifPresent(this::setUpForTags);
            }
            lines.hint("make a signed tag and push it again:");
            // A message is given, so that no editor asks for one: the tag's own, where it has one.
            String message = group.byCode().containsKey(Code.TAG_LIGHTWEIGHT)
                    ? name
                    : "\"$(git tag -l --format='%(contents)' " + name + " | grep . || echo " + name + ")\"";
            lines.command("git tag -s -f -m " + message + " " + name + " "
                    + commit.get().abbreviated());
        }
    }

    /** Whose tag it is only their account says, where nobody signed it. */
    private void setUpForTags(RuleEvidence rule) {
        push.pusher()
                .person()
                .flatMap(person -> GoodKeys.of(person, rule.rule().keys(), Purpose.TAGS, Set.of()).stream()
                        .findFirst())
                .ifPresent(key -> SigningSetUp.tell(key, lines));
    }

    private static boolean concernsTagObject(Code code) {
        return code == Code.TAG_LIGHTWEIGHT || code == Code.TAG_NAME_MISMATCH || SignAnew.mends(code);
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
