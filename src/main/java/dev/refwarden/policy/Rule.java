package dev.refwarden.policy;

import dev.refwarden.git.ObjectId;
import dev.refwarden.people.KeyType;
import dev.refwarden.people.SigningKey;
import dev.refwarden.policy.yaml.Place;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a set of refs demands. Its name is its identity: what was accepted under a rule stays settled
 * for as long as the rule keeps its name.
 *
 * @param refs over full ref names
 * @param keys what every signature that the rule counts must come from
 * @param push absent: nothing is demanded of the push itself
 */
public record Rule(
        String name,
        GlobSet refs,
        Optional<Commits> commits,
        Optional<Tags> tags,
        Keys keys,
        Optional<Push> push,
        List<GuardedPaths> paths,
        Place place) {
    public Rule {
        paths = List.copyOf(paths);
    }

    /** Whether the rule says what may happen to the ref itself, rather than to files on any ref. */
    public boolean governsRefs() {
        return commits.isPresent() || tags.isPresent() || push.isPresent();
    }

    /** The rule as it holds for one ref: what it says of tags concerns nothing but {@code refs/tags/}. */
    public Rule over(String ref) {
        return tags.isEmpty() || ref.startsWith("refs/tags/")
                ? this
                : new Rule(name, refs, commits, Optional.empty(), keys, push, paths, place);
    }

    /** Whether it says what may happen to this very ref. */
    public boolean governs(String ref) {
        return refs.contain(ref) && over(ref).governsRefs();
    }

    /** Whether approvals are demanded of some push, whatever files it changes. */
    public boolean demandsApprovals() {
        return demandsApprovalsOf(true) || demandsApprovalsOf(false);
    }

    /** Whether approvals are demanded when a robot pushes, or when anyone else does, whatever files change. */
    public boolean demandsApprovalsOf(boolean robot) {
        return push.flatMap(demands -> demands.demandsOf(robot).approvals()).isPresent();
    }

    /** Whether the signatures of commits that merges bring in are passed over. */
    public boolean judgesFirstParentsOnly() {
        return commits.filter(demands -> demands.scope() == Scope.FIRST_PARENT).isPresent();
    }

    /** Which commits are judged. */
    public enum Scope {
        ALL,
        FIRST_PARENT
    }

    /** Whose e-mail a committer or author line must bear. */
    public enum Whose {
        SIGNER,
        KNOWN,
        ANYONE
    }

    /** Demands on every new commit. */
    public record Commits(
            Members signedBy,
            Scope scope,
            List<Glob> basedOn,
            Optional<Members> mergesBy,
            Whose committer,
            Whose author,
            Set<ObjectId> vouched,
            boolean trailingArmorAllowed) {
        public Commits {
            basedOn = List.copyOf(basedOn);
            vouched = Set.copyOf(vouched);
        }
    }

    /** Demands on tags: annotated, signed in every layer, on one of these branches. */
    public record Tags(Members signedBy, Optional<GlobSet> on, boolean trailingArmorAllowed) {}

    /**
     * Demands on keys.
     *
     * @param types the kinds that count
     * @param coolDown how long after its enrolment a key counts for nothing
     * @param hardware whether only keys vouched for as hardware sign commits and tags
     * @param touch whether their signatures must carry the touch flag
     * @param pin likewise the PIN flag
     */
    public record Keys(
            Set<KeyType> types,
            int rsaMinBits,
            Duration coolDown,
            Optional<Duration> maxAge,
            boolean hardware,
            boolean touch,
            boolean pin) {
        public static final int DEFAULT_RSA_MIN_BITS = 2048;
        public static final Keys DEFAULT = new Keys(
                Set.of(KeyType.values()), DEFAULT_RSA_MIN_BITS, Duration.ZERO, Optional.empty(), false, false, false);

        public Keys {
            types = Set.copyOf(types);
        }

        /** Whether keys of this kind and size count, whatever else is demanded of them. */
        boolean admit(SigningKey key) {
            return types.contains(key.type()) && (key.rsaBits() == 0 || key.rsaBits() >= rsaMinBits);
        }
    }

    /**
     * Demands on the push itself.
     *
     * @param people what is demanded when a human or no one known pushes
     * @param robots what is demanded instead when a robot pushes
     */
    public record Push(PushDemands people, Optional<PushDemands> robots, boolean forceAllowed, boolean deleteAllowed) {
        /** What is demanded of this pusher. */
        public PushDemands demandsOf(boolean robot) {
            return robot ? robots.orElse(people) : people;
        }
    }

    /**
     * @param by absent: anyone
     * @param secondFactor any one of these; empty: none is demanded
     */
    public record PushDemands(
            Optional<Members> by, boolean certificate, Set<Factor> secondFactor, Optional<Approvals> approvals) {
        public PushDemands {
            secondFactor = Set.copyOf(secondFactor);
        }
    }

    /** What proves that a person was there. */
    public enum Factor {
        HARDWARE_TOUCH("hardware-touch"),
        HARDWARE_PIN("hardware-pin"),
        IDENTITY_TOKEN("identity-token"),
        ONE_TIME_CODE("one-time-code");

        private final String yamlName;

        Factor(String yamlName) {
            this.yamlName = yamlName;
        }

        public String yamlName() {
            return yamlName;
        }
    }

    /**
     * @param count at least 1
     * @param secondKey whether the pusher's own approval by another hardware key counts
     * @param held how long ago the server must first have seen an approval
     */
    public record Approvals(int count, Members by, boolean secondKey, Duration held) {}

    /** Files whose change needs more approvals. */
    public record GuardedPaths(GlobSet paths, Approvals approvals, Place place) {}
}
