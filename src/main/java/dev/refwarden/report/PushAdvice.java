package dev.refwarden.report;

import dev.refwarden.decision.Code;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.Person;
import dev.refwarden.people.Purpose;
import dev.refwarden.policy.Rule;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What must come with the same push to satisfy a rule, as commands with this push's names filled in. */
final class PushAdvice {
    private final RefUpdate update;
    private final Set<Rule.Factor> factors;
    private final Optional<Person> pusher;
    private final GoodKeys keys;
    private final Lines lines;

    /**
     * Prepares advice about one update.
     *
     * @param factors any one of which the rule requires
     */
    PushAdvice(RefUpdate update, Set<Rule.Factor> factors, Optional<Person> pusher, GoodKeys keys, Lines lines) {
        this.update = update;
        this.factors = factors;
        this.pusher = pusher;
        this.keys = keys;
        this.lines = lines;
    }

    /** @param ofPush those of them that were found of the push itself, not of what it brings */
    void add(Set<Code> codes, Set<Code> ofPush) {
        boolean signed = !codes.contains(Code.CERTIFICATE_MISSING);
        if (codes.contains(Code.SECOND_FACTOR_MISSING) || codes.contains(Code.SECOND_FACTOR_INVALID)) {
            addFactor(signed ? "" : "--signed ");
        } else if (!signed) {
            sign("sign the push itself as well:", true);
        } else if (codes.contains(Code.CERTIFICATE_INVALID) || CommitAdvice.isOfKeys(ofPush)) {
            sign("sign the push again with a key that is enrolled for you:", true);
        } else if (codes.contains(Code.CERTIFICATE_REPLAYED) || codes.contains(Code.CERTIFICATE_STALE)) {
            sign("sign the push again:", false);
        }
        if (ofPush.contains(Code.PIN_MISSING)) {
            sign(
                    "sign the push with a security key that asks for its PIN (made with ssh-keygen -O verify-required):",
                    false);
        } else if (ofPush.contains(Code.TOUCH_MISSING)) {
            sign(
                    "sign the push again, and touch the security key when it blinks (one made with -O no-touch-required"
                            + " never does):",
                    false);
        }
    }

    /** Says how a server comes to know who pushes. */
    void whoPushes(boolean accountIsKnown) {
        lines.hint(
                "sign the push with a key that is enrolled for you (git config user.signingKey), which says who you are:");
        lines.command(push("--signed"));
        lines.hint(
                accountIsKnown
                        ? "or ask a security owner to add the account to your people file"
                        : "or ask an administrator to have the server say who pushes (pusher in server.yaml)");
    }

    private void sign(String words, boolean withSetUp) {
        if (!withSetUp || setUp()) {
            lines.hint(words);
            lines.command(push("--signed"));
        }
    }

    /** @return whether the pusher can sign pushes, as far as anybody knows */
    private boolean setUp() {
        if (pusher.isPresent()) {
            List<EnrolledKey> good = keys.of(pusher.get(), Purpose.PUSHES, Set.of());
            if (good.isEmpty()) {
                lines.hint("no key of " + pusher.get().id()
                        + " is good for signing pushes here; ask a security owner to enrol one");
                return false;
            }
            SigningSetUp.tell(good, lines);
        }
        return true;
    }

    private void addFactor(String signed) {
        if (pusher.filter(Person::robot).isPresent()) {
            lines.hint("have a person push this; or ask a security owner what this rule is to want of robots");
            return;
        }
        boolean byToken = factors.contains(Rule.Factor.HARDWARE_TOUCH) || factors.contains(Rule.Factor.HARDWARE_PIN);
        if (byToken && tokens().map(known -> !known.isEmpty()).orElse(true)) {
            tokens().ifPresent(known -> SigningSetUp.tell(known, lines));
            lines.hint("sign the push with your hardware key (git config user.signingKey), and "
                    + (factors.contains(Rule.Factor.HARDWARE_TOUCH) ? "touch it" : "enter its PIN and touch it") + ":");
            lines.command(push("--signed"));
        }
        boolean identity = factors.contains(Rule.Factor.IDENTITY_TOKEN)
                && pusher.map(person -> !person.identities().isEmpty()).orElse(true);
        boolean code = factors.contains(Rule.Factor.ONE_TIME_CODE)
                && pusher.map(person -> person.oneTimeCode().isPresent()).orElse(true);
        if ((identity || code) && !signed.isEmpty() && !setUp()) {
            return;
        }
        if (identity) {
            lines.hint("give a fresh token of your identity provider, made for this push:");
            lines.command(push(signed + "-o identity-token=TOKEN"));
        }
        if (code) {
            lines.hint("give the code that your authenticator shows:");
            lines.command(push(signed + "-o one-time-code=123456"));
        }
        if (!identity && !code && tokens().filter(List::isEmpty).isPresent()) {
            lines.hint((byToken ? "no hardware key of " : "nothing of the kind of ")
                    + pusher.get().id() + " is enrolled that is good for this; ask a security owner to enrol one");
        }
    }

    /** The pusher's keys that can show a touch; absent where no one knows who pushes. */
    private Optional<List<EnrolledKey>> tokens() {
        return pusher.map(person -> keys.onTokens(person, Purpose.PUSHES));
    }

    private String push(String option) {
        String source = update.deletes() ? "" : update.after().abbreviated();
        return "git push " + option + " origin " + source + ":" + ref();
    }

    private String ref() {
        return Printable.shellWord(update.ref().value());
    }
}
