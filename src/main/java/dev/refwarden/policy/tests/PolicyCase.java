package dev.refwarden.policy.tests;

import dev.refwarden.git.RefName;
import dev.refwarden.people.PersonId;
import dev.refwarden.policy.Rule;
import dev.refwarden.policy.yaml.Place;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One case of {@code tests.yaml}: a push that no one made, and what must become of it.
 *
 * @param repository by its name
 * @param at the server's clock; absent: when the case is tried
 * @param pusher absent: the server does not say who pushes
 * @param commits the new ones, oldest first
 * @param tag the new tag object; absent where a branch is pushed, or a lightweight tag
 * @param onBranch whether the tagged commit is on a branch that the rule names
 * @param certificate by which key the push is signed
 * @param factors those that it brings besides the certificate
 * @param codes of the findings, exactly these; absent where any will do
 */
public record PolicyCase(
        String name,
        Place place,
        String repository,
        RefName ref,
        Optional<Instant> at,
        Change change,
        Optional<PersonId> pusher,
        List<NewCommit> commits,
        Optional<Signing> tag,
        boolean onBranch,
        Optional<Signing> certificate,
        Set<Rule.Factor> factors,
        List<Signing> approvals,
        Expected expected,
        Optional<Set<String>> codes) {
    public PolicyCase {
        commits = List.copyOf(commits);
        factors = Set.copyOf(factors);
        approvals = List.copyOf(approvals);
    }

    /** How the ref moves. */
    public enum Change {
        CREATE,
        UPDATE,
        FORCE,
        DELETE
    }

    /** What must become of the push. */
    public enum Expected {
        ACCEPTED,
        REFUSED,
        OBSERVED
    }

    /** Who signed something. */
    public enum By {
        /** One of the people, with a key of theirs. */
        PERSON,
        /** Someone whose key is not enrolled. */
        STRANGER,
        /** No one: there is no signature. */
        NOBODY
    }

    /**
     * A signature.
     *
     * @param person present for {@link By#PERSON} only
     * @param key by its id; absent: the first that can sign
     * @param touch whether a security key was touched
     * @param pin whether its PIN was entered
     */
    public record Signing(By by, Optional<PersonId> person, Optional<String> key, boolean touch, boolean pin) {}

    /**
     * @param committer an address
     * @param author likewise
     * @param files that it changes
     */
    public record NewCommit(Signing signature, String committer, String author, boolean merge, List<String> files) {
        public NewCommit {
            files = List.copyOf(files);
        }
    }
}
