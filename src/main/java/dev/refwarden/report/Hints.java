package dev.refwarden.report;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.Evidence;
import dev.refwarden.decision.Finding;
import dev.refwarden.decision.Push;
import dev.refwarden.decision.RuleEvidence;
import dev.refwarden.decision.UpdateEvidence;
import dev.refwarden.object.ObjectId;
import dev.refwarden.object.RefName;
import dev.refwarden.policy.Rule;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What mends the findings of one group. */
final class Hints {
    private final Push push;
    private final Evidence evidence;
    private final Subjects subjects;
    private final Lines lines;

    Hints(Push push, Evidence evidence, Subjects subjects, Lines lines) {
        this.push = push;
        this.evidence = evidence;
        this.subjects = subjects;
        this.lines = lines;
    }

    void add(FindingGroup group) {
        Set<ObjectId> already = ruleEvidence(group).map(RuleEvidence::already).orElse(Set.of());
        Set<ObjectId> rewritten = new LinkedHashSet<>();
        Set<Code> reasons = EnumSet.noneOf(Code.class);
        group.byCode().forEach((code, findings) -> {
            if (SignAnew.mends(code)) {
                for (Finding finding : findings) {
                    finding.object()
                            .filter(object -> subjects.isCommit(object) && !already.contains(object))
                            .ifPresent(object -> {
                                rewritten.add(object);
                                reasons.add(code);
                            });
                }
            }
        });
        if (!rewritten.isEmpty()) {
            signAnew(group, rewritten, reasons);
        }
        if (group.objects().stream().anyMatch(already::contains)) {
            aroundTheHook(group);
        }
        if (group.ref().isPresent() && group.byCode().keySet().stream().anyMatch(Hints::concernsTagObject)) {
            tagAnew(group, group.ref().get());
        }
        if (group.ref().isPresent()) {
            Set<Rule.Factor> factors = ruleEvidence(group).map(this::factors).orElse(Set.of());
            update(group.ref().get())
                    .ifPresent(update -> new PushAdvice(update.update(), factors, lines)
                            .add(group.byCode().keySet(), isUnattended(group)));
        }
        group.byCode().keySet().forEach(code -> Advice.on(code).ifPresent(advice -> advice.addTo(lines)));
    }

    /** Whether a touch or a PIN is missing of the push, rather than of a commit. */
    private static boolean isUnattended(FindingGroup group) {
        for (Code code : List.of(Code.TOUCH_MISSING, Code.PIN_MISSING)) {
            for (Finding finding : group.byCode().getOrDefault(code, List.of())) {
                if (finding.object().isEmpty()) {
                    return true;
                }
            }
        }
        return false;
    }

    private void aroundTheHook(FindingGroup group) {
        String ref = group.ref().map(name -> Printable.shellWord(name.value())).orElse("REF");
        lines.hint("some of these commits are on the branch already, and no push that was judged brought them");
        lines.hint("there; ask an administrator, who looks at them and declares them settled:");
        lines.command("refwarden baseline GITDIR --ref " + ref + " --reason TEXT");
    }

    private Set<Rule.Factor> factors(RuleEvidence rule) {
        return rule.rule()
                .push()
                .map(both -> both.demandsOf(push.pusher().isRobot()).secondFactor())
                .orElse(Set.of());
    }

    private void signAnew(FindingGroup group, Set<ObjectId> offenders, Set<Code> reasons) {
        Optional<RuleEvidence> rule = ruleEvidence(group);
        if (rule.isEmpty()) {
            return;
        }
        Rewrite rewrite = Rewrite.of(rule.get(), offenders);
        if (!rewrite.isOwn(push.pusher(), push.people())) {
            lines.hint("not all of these commits are yours to sign; ask each committer to sign their own: "
                    + Printable.of(String.join(", ", rewrite.committers()), 200));
            return;
        }
        lines.hint(SignAnew.words(reasons));
        lines.command(rewrite.command(reasons.contains(Code.AUTHOR_MISMATCH)));
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
            lines.hint("make a signed tag and push it again:");
            lines.command("git tag -s -f " + name + " " + commit.get().abbreviated());
        }
    }

    private static boolean concernsTagObject(Code code) {
        return code == Code.TAG_LIGHTWEIGHT || code == Code.TAG_NAME_MISMATCH || SignAnew.mends(code);
    }

    private Optional<RuleEvidence> ruleEvidence(FindingGroup group) {
        for (UpdateEvidence update : evidence.updates()) {
            for (RuleEvidence rule : update.rules()) {
                if (group.rule().equals(Optional.of(rule.rule().name()))
                        && group.ref().equals(Optional.of(rule.ref()))) {
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
