package dev.refwarden.report;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.Push;
import dev.refwarden.decision.RuleEvidence;
import dev.refwarden.decision.TagFacts;
import dev.refwarden.decision.UpdateEvidence;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.KeyId;
import dev.refwarden.people.Person;
import dev.refwarden.people.Purpose;
import dev.refwarden.policy.Glob;
import dev.refwarden.policy.Rule;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What to do about a tag that must be recreated: by whom, with which key, of what. */
final class TagAdvice {
    private static final String TAGS = "refs/tags/";

    private final Push push;
    private final UpdateEvidence update;
    private final Optional<RuleEvidence> rule;
    private final Lines lines;
    private final Instant now;

    TagAdvice(Push push, UpdateEvidence update, Optional<RuleEvidence> rule, Lines lines, Instant now) {
        this.push = push;
        this.update = update;
        this.rule = rule;
        this.lines = lines;
        this.now = now;
    }

    /** @param reasons why the tag, or one of its layers, does not count */
    void anew(Set<Code> reasons) {
        Optional<ObjectId> commit = update.pushed().commit();
        RefName ref = update.update().ref();
        if (commit.isEmpty() || !ref.isUnder(TAGS)) {
            return;
        }
        boolean ofKeys = CommitAdvice.isOfKeys(reasons);
        if (ofKeys || reasons.contains(Code.UNSIGNED) || reasons.contains(Code.TAG_LIGHTWEIGHT)) {
            Optional<Person> owner = owner();
            if (owner.isPresent() && rule.isPresent() && !setUp(owner.get(), rule.get(), reasons)) {
                return;
            }
        }
        lines.hint(
                reasons.contains(Code.TAG_LIGHTWEIGHT) || reasons.contains(Code.TAG_NAME_MISMATCH)
                        ? "make a signed tag and push it again:"
                        : SignAnew.ofTag(reasons));
        String name = Printable.shellWord(ref.value().substring(TAGS.length()));
        // A message is given, so that no editor asks for one: the tag's own, where it has one.
        String message = reasons.contains(Code.TAG_LIGHTWEIGHT)
                ? name
                : "\"$(git tag -l --format='%(contents)' " + name + " | grep . || echo " + name + ")\"";
        lines.command(
                "git tag -s -f -m " + message + " " + name + " " + commit.get().abbreviated());
    }

    /** Says how the tagged commit gets onto one of the rule's branches. */
    void ontoBranch() {
        Optional<Glob> branch = rule.flatMap(known -> known.rule().tags()).flatMap(Rule.Tags::on).stream()
                .flatMap(on -> on.match().stream())
                .filter(Glob::isLiteral)
                .findFirst();
        Optional<ObjectId> commit = update.pushed().commit();
        if (branch.isPresent() && commit.isPresent()) {
            lines.hint("push the commit to one of these branches first, then the tag again:");
            lines.command("git push origin " + commit.get().abbreviated() + ":"
                    + Printable.shellWord(branch.get().pattern()));
        } else {
            lines.hint("push the commit to one of these branches first, then the tag again");
        }
    }

    /** Who must sign it: whoever signed it, else whoever it was tagged by, else the pusher. */
    private Optional<Person> owner() {
        for (TagFacts layer : update.pushed().layers()) {
            Optional<Person> maker = layer.signature() instanceof SignatureCheck.Valid valid
                    ? push.people().person(valid.enrolled().person())
                    : push.people().byEmail(layer.tagger());
            if (maker.isPresent()) {
                return maker;
            }
        }
        return push.pusher().person();
    }

    /** @return whether whoever made the tag can make a good one */
    private boolean setUp(Person owner, RuleEvidence judged, Set<Code> reasons) {
        Optional<Rule.Tags> demands = judged.rule().tags();
        if (demands.isPresent() && !demands.get().signedBy().contain(owner.id())) {
            lines.hint("a tag by " + owner.id() + " does not count here; ask one of these to make it: "
                    + String.join(", ", demands.get().signedBy().names()));
            return false;
        }
        List<EnrolledKey> keys = GoodKeys.ofKind(
                reasons, new GoodKeys(judged.rule().keys(), now).of(owner, Purpose.TAGS, usedInVain(reasons)));
        if (keys.isEmpty()) {
            CommitAdvice.withoutKeys(owner, reasons, lines);
            return false;
        }
        SigningSetUp.tell(keys, lines);
        return true;
    }

    private Set<KeyId> usedInVain(Set<Code> reasons) {
        Set<KeyId> used = new LinkedHashSet<>();
        if (CommitAdvice.isOfKeys(reasons)) {
            update.pushed().layers().forEach(layer -> CommitAdvice.mark(layer.signature(), used));
        }
        return used;
    }
}
