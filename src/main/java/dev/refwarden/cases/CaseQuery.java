package dev.refwarden.cases;

import dev.refwarden.object.ObjectId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which lines of the log are wanted; what is empty does not matter.
 *
 * @param repository a name, or a glob over names
 * @param ref a full name, a name without {@code refs/heads/} and the like, the beginning of names if it ends in a
 *     slash, or a glob over any of these
 * @param pusher a person's id, or the account as the server names it
 * @param involving a person's id, a key's id or a fingerprint: who pushed, or signed anything in the push
 * @param code of one of the findings
 * @param since the first moment that is wanted
 * @param until the first moment that is not wanted any more
 * @param text part of a repository, ref, person, account, code, key or fingerprint, without case; or a case's id; or the
 *     beginning of an object's name
 * @param object one that the line names
 */
public record CaseQuery(
        Set<Kind> kinds,
        String repository,
        String ref,
        String pusher,
        String involving,
        String code,
        Optional<Instant> since,
        Optional<Instant> until,
        String text,
        Optional<ObjectId> object) {
    public CaseQuery {
        kinds = Set.copyOf(kinds);
    }

    /** Every refused push. */
    public static CaseQuery refusals() {
        return of(EnumSet.of(Kind.REFUSED));
    }

    /** Every push, whatever became of it. */
    public static CaseQuery pushes() {
        return of(EnumSet.of(Kind.REFUSED, Kind.ACCEPTED, Kind.OBSERVED));
    }

    /** Every line of these kinds. */
    public static CaseQuery of(Set<Kind> kinds) {
        return new CaseQuery(kinds, "", "", "", "", "", Optional.empty(), Optional.empty(), "", Optional.empty());
    }

    public CaseQuery inRepository(String name) {
        return new CaseQuery(kinds, name, ref, pusher, involving, code, since, until, text, object);
    }

    public CaseQuery ofRef(String name) {
        return new CaseQuery(kinds, repository, name, pusher, involving, code, since, until, text, object);
    }

    public CaseQuery pushedBy(String who) {
        return new CaseQuery(kinds, repository, ref, who, involving, code, since, until, text, object);
    }

    public CaseQuery involving(String who) {
        return new CaseQuery(kinds, repository, ref, pusher, who, code, since, until, text, object);
    }

    public CaseQuery withCode(String word) {
        return new CaseQuery(kinds, repository, ref, pusher, involving, word, since, until, text, object);
    }

    public CaseQuery since(Instant time) {
        return new CaseQuery(kinds, repository, ref, pusher, involving, code, Optional.of(time), until, text, object);
    }

    public CaseQuery until(Instant time) {
        return new CaseQuery(kinds, repository, ref, pusher, involving, code, since, Optional.of(time), text, object);
    }

    public CaseQuery containing(String some) {
        return new CaseQuery(kinds, repository, ref, pusher, involving, code, since, until, some, object);
    }

    public CaseQuery naming(ObjectId id) {
        return new CaseQuery(kinds, repository, ref, pusher, involving, code, since, until, text, Optional.of(id));
    }

    /** Whether nothing but the kind matters. */
    boolean isOfKindOnly() {
        return equals(of(kinds));
    }
}
