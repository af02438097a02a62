package dev.refwarden.report;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.CommitFacts;
import dev.refwarden.decision.Push;
import dev.refwarden.decision.RuleEvidence;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.ObjectId;
import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.KeyId;
import dev.refwarden.people.Person;
import dev.refwarden.people.Purpose;
import dev.refwarden.policy.Rule;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What to do about commits that must be re-signed: by whom, as whom, with which key. */
final class CommitAdvice {
    private static final Set<Code> OF_ADDRESSES = EnumSet.of(Code.COMMITTER_MISMATCH, Code.AUTHOR_MISMATCH);
    private static final Set<Code> OF_KEYS = EnumSet.of(
            Code.UNKNOWN_KEY,
            Code.WEAK_KEY,
            Code.KEY_TYPE_FORBIDDEN,
            Code.KEY_PURPOSE_FORBIDDEN,
            Code.HARDWARE_KEY_REQUIRED,
            Code.KEY_EXPIRED,
            Code.KEY_RETIRED,
            Code.KEY_COOLING_DOWN,
            Code.KEY_NOT_YET_VALID,
            Code.UNTRUSTED_ISSUER);
    private static final int MOST_KEYS = 5;

    private final Push push;
    private final RuleEvidence rule;
    private final Lines lines;
    private final GoodKeys good;

    /** @param now the server's clock */
    CommitAdvice(Push push, RuleEvidence rule, Lines lines, Instant now) {
        this.push = push;
        this.rule = rule;
        this.lines = lines;
        this.good = new GoodKeys(rule.rule().keys(), now);
    }

    /** Whether something is wrong with the key rather than with what it signed. */
    static boolean isOfKeys(Set<Code> reasons) {
        return reasons.stream().anyMatch(OF_KEYS::contains);
    }

    /**
     * Says how commits become good, or who must make them so.
     *
     * @param offenders commits of this push
     * @param reasons not empty, all of them fixed by re-signing
     * @param behind whether the ref has moved on, so that the commits must go on top of what is there
     */
    void add(Set<ObjectId> offenders, Set<Code> reasons, boolean behind) {
        Rewrite rewrite = Rewrite.of(rule, offenders);
        if (rewrite.isImport()) {
            lines.hint(
                    "a history like this is not signed again; ask a security owner to look at it, and to vouch for it:");
            lines.hint("\"vouched: [" + rewrite.newestOffender() + "]\" under commits of this rule");
            return;
        }
        Optional<Person> owner = rewrite.owner(push.pusher(), push.people());
        if (owner.isEmpty()) {
            ofOthers(rewrite);
            return;
        }
        if (rule.ref().isUnder("refs/notes/")) {
            lines.hint("git signs no notes; ask a security owner whether this rule is to judge them");
            return;
        }
        if (!counts(owner.get())) {
            lines.hint("commits signed by " + owner.get().id()
                    + " do not count here; ask one of these to review them and to" + " sign: "
                    + String.join(", ", signers()));
            return;
        }
        List<EnrolledKey> keys =
                GoodKeys.ofKind(reasons, good.of(owner.get(), Purpose.COMMITS, usedInVain(offenders, reasons)));
        boolean ofKeys = isOfKeys(reasons);
        if (keys.isEmpty() && (ofKeys || reasons.contains(Code.UNSIGNED))) {
            withoutKeys(owner.get(), reasons, lines);
            return;
        }
        Optional<String> command = behind
                ? Optional.of(NonFastForward.rebase(rule.ref(), newest()))
                : rewrite.command(reasons.contains(Code.AUTHOR_MISMATCH));
        if (command.isEmpty()) {
            lines.hint(
                    "git cannot sign these again in one go, for they rest on several branches of the server: sign yours");
            lines.hint("before they are merged, then merge again with git merge -S");
            return;
        }
        if (ofKeys) {
            nameKeys(owner.get(), keys);
        }
        if (!keys.isEmpty() && (ofKeys || reasons.contains(Code.UNSIGNED) || !isSetUp(offenders, keys))) {
            SigningSetUp.tell(keys, lines);
        }
        lines.hint(SignAnew.words(reasons));
        if (reasons.stream().anyMatch(OF_ADDRESSES::contains)) {
            owner.get().emails().stream()
                    .findFirst()
                    .ifPresent(email -> lines.command("git config user.email " + Printable.shellWord(email)));
        }
        if (behind) {
            lines.command(NonFastForward.fetch(rule.ref()));
        }
        lines.command(command.get());
    }

    /**
     * Says what makes the next commits pass, where these have landed all the same.
     *
     * @return whether there is anything to say
     */
    boolean prepare(Set<ObjectId> offenders, Set<Code> reasons) {
        Optional<Person> owner = Rewrite.of(rule, offenders).owner(push.pusher(), push.people());
        List<EnrolledKey> keys = owner.filter(this::counts)
                .map(person -> good.of(person, Purpose.COMMITS, usedInVain(offenders, reasons)))
                .orElse(List.of());
        boolean ofKeys = reasons.contains(Code.UNSIGNED) || isOfKeys(reasons);
        if (!ofKeys || keys.isEmpty()) {
            return false;
        }
        lines.hint("it has landed, so leave it as it is; to sign what comes with "
                + keys.get(0).id() + ":");
        lines.command(SigningSetUp.command(keys));
        lines.command("git config commit.gpgSign true");
        return true;
    }

    /**
     * The keys that signed what is not good for the key's sake: signing with them again comes to nothing. An authority,
     * though, may give its people a new certificate at any time.
     */
    private Set<KeyId> usedInVain(Set<ObjectId> offenders, Set<Code> reasons) {
        Set<KeyId> used = new LinkedHashSet<>();
        if (isOfKeys(reasons)) {
            for (CommitFacts commit : rule.commits()) {
                if (offenders.contains(commit.id())) {
                    mark(commit.signature(), used);
                }
            }
        }
        return used;
    }

    /** Whether whoever made the commits signs with a good key already. */
    private boolean isSetUp(Set<ObjectId> offenders, List<EnrolledKey> keys) {
        return rule.commits().stream()
                .filter(commit -> offenders.contains(commit.id()))
                .allMatch(commit ->
                        commit.signature() instanceof SignatureCheck.Valid valid && keys.contains(valid.enrolled()));
    }

    /** Takes note of the key that made a signature. */
    static void mark(SignatureCheck signature, Set<KeyId> used) {
        if (signature instanceof SignatureCheck.Valid valid
                && !valid.key().type().isVouchedFor()) {
            used.add(valid.enrolled().id());
        }
    }

    /** Whether someone's signature counts here; a robot that makes merges is told elsewhere what else it may not sign. */
    private boolean counts(Person signer) {
        return rule.rule().commits().isEmpty()
                || rule.rule().commits().get().signedBy().contain(signer.id())
                || rule.rule()
                        .commits()
                        .flatMap(Rule.Commits::mergesBy)
                        .filter(robots -> robots.contain(signer.id()))
                        .isPresent();
    }

    private List<String> signers() {
        return rule.rule().commits().map(demands -> demands.signedBy().names()).orElse(List.of());
    }

    /** Says what someone can do who has no key that counts. */
    static void withoutKeys(Person owner, Set<Code> reasons, Lines lines) {
        if (reasons.contains(Code.KEY_COOLING_DOWN) || reasons.contains(Code.KEY_NOT_YET_VALID)) {
            lines.hint("push it again, unchanged, once the key counts; sooner only what another key of " + owner.id()
                    + " signed,");
            lines.hint("and there is none that is good for this; a security owner can enrol one");
        } else {
            lines.hint("no key of " + owner.id() + " is good for this; ask a security owner to enrol one");
        }
    }

    private ObjectId newest() {
        return rule.commits().get(rule.commits().size() - 1).id();
    }

    private void ofOthers(Rewrite rewrite) {
        Set<String> strangers = rewrite.strangers(push.people());
        Set<String> known = new LinkedHashSet<>(rewrite.committers());
        known.removeAll(strangers);
        if (known.isEmpty() && strangers.isEmpty()) {
            lines.hint("make these commits again with git alone, in a fresh clone, and push them");
        }
        if (!known.isEmpty()) {
            lines.hint("not all of these commits are yours to sign; ask each committer to sign their own: "
                    + Printable.of(String.join(", ", known), 200));
        }
        if (!strangers.isEmpty()) {
            lines.hint("no enrolled person has the address " + Printable.of(String.join(", ", strangers), 200)
                    + ": if it is yours,");
            lines.hint(
                    "make the commits again under your own (git config user.email), or have a security owner add it; if");
            lines.hint("not, ask someone whose signature counts here to review the commits and to take them over");
        }
    }

    private void nameKeys(Person owner, List<EnrolledKey> keys) {
        List<String> ids =
                keys.stream().map(key -> key.id().value()).limit(MOST_KEYS).toList();
        lines.hint("enrolled for " + owner.id() + ": " + String.join(", ", ids));
    }
}
