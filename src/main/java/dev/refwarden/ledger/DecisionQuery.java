package dev.refwarden.ledger;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which lines of the log are required; what is empty does not matter.
 *
 * @param repository a name, or a glob over names
 * @param ref a full name, a name without {@code refs/heads/} and the like, the beginning of names if it ends in a
 *     slash, or a glob over any of these
 * @param pusher a person's id, or the account as the server names it
 * @param involving a person's id, a key's id or a fingerprint: who pushed, or signed anything in the push
 * @param code by which it was refused; for what was not, of a warning
 * @param since the first moment that is required
 * @param until the first moment that is no longer selected
 * @param address from which it was pushed, or the beginning of such, with a dot or colon at its end
 * @param text part of a repository, ref, person, account, code, key or fingerprint, without case; or a case's id; or the
 *     beginning of the name of an object: a new tip, a tag, what a finding is about, or a refused commit
 */
public record DecisionQuery(
        Set<DecisionKind> kinds,
        String repository,
        String ref,
        String pusher,
        String involving,
        String code,
        Optional<Instant> since,
        Optional<Instant> until,
        String address,
        String text) {
    public DecisionQuery {
        kinds = Set.copyOf(kinds);
    }

    /** Every refused push. */
    public static DecisionQuery refusals() {
        return of(EnumSet.of(DecisionKind.REFUSED));
    }

    /** Every refused push, and the doctor's as well. */
    public static DecisionQuery everyRefusal() {
        return of(EnumSet.of(DecisionKind.REFUSED, DecisionKind.DRILL));
    }

    /** Every push, whatever became of it; no drill. */
    public static DecisionQuery pushes() {
        return of(EnumSet.complementOf(EnumSet.of(DecisionKind.BASELINE, DecisionKind.DRILL)));
    }

    /** Every line of these kinds. */
    public static DecisionQuery of(Set<DecisionKind> kinds) {
        return new DecisionQuery(kinds, "", "", "", "", "", Optional.empty(), Optional.empty(), "", "");
    }

    public DecisionQuery inRepository(String name) {
        return new DecisionQuery(kinds, name, ref, pusher, involving, code, since, until, address, text);
    }

    public DecisionQuery ofRef(String name) {
        return new DecisionQuery(kinds, repository, name, pusher, involving, code, since, until, address, text);
    }

    public DecisionQuery pushedBy(String who) {
        return new DecisionQuery(kinds, repository, ref, who, involving, code, since, until, address, text);
    }

    public DecisionQuery involving(String who) {
        return new DecisionQuery(kinds, repository, ref, pusher, who, code, since, until, address, text);
    }

    public DecisionQuery withCode(String word) {
        return new DecisionQuery(kinds, repository, ref, pusher, involving, word, since, until, address, text);
    }

    public DecisionQuery since(Instant time) {
        return new DecisionQuery(
                kinds, repository, ref, pusher, involving, code, Optional.of(time), until, address, text);
    }

    public DecisionQuery until(Instant time) {
        return new DecisionQuery(
                kinds, repository, ref, pusher, involving, code, since, Optional.of(time), address, text);
    }

    public DecisionQuery from(String place) {
        return new DecisionQuery(kinds, repository, ref, pusher, involving, code, since, until, place, text);
    }

    public DecisionQuery ofKinds(Set<DecisionKind> others) {
        return new DecisionQuery(others, repository, ref, pusher, involving, code, since, until, address, text);
    }

    public DecisionQuery containing(String some) {
        return new DecisionQuery(kinds, repository, ref, pusher, involving, code, since, until, address, some);
    }
}
