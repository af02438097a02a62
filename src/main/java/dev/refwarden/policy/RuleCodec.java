package dev.refwarden.policy;

import dev.refwarden.key.KeyType;
import dev.refwarden.object.ObjectId;
import dev.refwarden.policy.CacheIn.Damaged;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A rule as bytes and back. */
final class RuleCodec {
    private static final List<Rule.Scope> SCOPES = List.of(Rule.Scope.values());
    private static final List<Rule.Whose> WHOSE = List.of(Rule.Whose.values());
    private static final List<Rule.Factor> FACTORS = List.of(Rule.Factor.values());
    private static final List<KeyType> TYPES = List.of(KeyType.values());

    private final List<Members> used;

    /** @param used lists of people that rules name by their place here: added to in writing */
    RuleCodec(List<Members> used) {
        this.used = used;
    }

    void write(Rule rule, CacheOut out) {
        out.text(rule.name());
        write(rule.refs(), out);
        out.optional(rule.commits(), commits -> write(commits, out));
        out.optional(rule.tags(), tags -> write(tags, out));
        write(rule.keys(), out);
        out.optional(rule.push(), push -> write(push, out));
        out.list(rule.paths(), paths -> {
            write(paths.paths(), out);
            write(paths.approvals(), out);
            write(paths.place(), out);
        });
        write(rule.place(), out);
    }

    Rule read(CacheIn in) throws Damaged {
        return new Rule(
                in.text(),
                readNames(in),
                in.optional(() -> readCommits(in)),
                in.optional(() -> readTags(in)),
                readKeys(in),
                in.optional(() -> readPush(in)),
                in.list(() -> new Rule.GuardedPaths(readNames(in), readApprovals(in), readPlace(in))),
                readPlace(in));
    }

    void write(Members members, CacheOut out) {
        if (!used.contains(members)) {
            used.add(members);
        }
        out.one(members, used);
    }

    Members readMembers(CacheIn in) throws Damaged {
        return in.one(used);
    }

    static void write(Names names, CacheOut out) {
        writeGlobs(names.match(), out);
        writeGlobs(names.except(), out);
    }

    static Names readNames(CacheIn in) throws Damaged {
        List<Glob> match = readGlobs(in);
        if (match.isEmpty()) {
            throw new Damaged("a list of no names");
        }
        return new Names(match, readGlobs(in));
    }

    /** Everything of a rule stands in one file. */
    static void write(Place place, CacheOut out) {
        out.number(place.line());
        out.number(place.column());
    }

    static Place readPlace(CacheIn in) throws Damaged {
        return new Place(Configuration.POLICY, in.number(), in.number());
    }

    private static void writeGlobs(List<Glob> globs, CacheOut out) {
        out.list(globs, glob -> out.text(glob.pattern()));
    }

    private static List<Glob> readGlobs(CacheIn in) throws Damaged {
        return in.list(() -> new Glob(in.text()));
    }

    private void write(Rule.Commits commits, CacheOut out) {
        write(commits.signedBy(), out);
        out.one(commits.scope(), SCOPES);
        writeGlobs(commits.basedOn(), out);
        out.optional(commits.mergesBy(), members -> write(members, out));
        out.one(commits.committer(), WHOSE);
        out.one(commits.author(), WHOSE);
        out.list(commits.vouched(), commit -> out.text(commit.hex()));
        out.flag(commits.trailingArmorAllowed());
    }

    private Rule.Commits readCommits(CacheIn in) throws Damaged {
        return new Rule.Commits(
                readMembers(in),
                in.one(SCOPES),
                readGlobs(in),
                in.optional(() -> readMembers(in)),
                in.one(WHOSE),
                in.one(WHOSE),
                Set.copyOf(in.list(() -> readCommit(in))),
                in.flag());
    }

    private static ObjectId readCommit(CacheIn in) throws Damaged {
        String hex = in.text();
        if (!ObjectId.isHex(hex)) {
            throw new Damaged("no commit");
        }
        return ObjectId.fromHex(hex);
    }

    private void write(Rule.Tags tags, CacheOut out) {
        write(tags.signedBy(), out);
        out.optional(tags.on(), on -> write(on, out));
        out.flag(tags.trailingArmorAllowed());
    }

    private Rule.Tags readTags(CacheIn in) throws Damaged {
        return new Rule.Tags(readMembers(in), in.optional(() -> readNames(in)), in.flag());
    }

    private static void write(Rule.Keys keys, CacheOut out) {
        out.some(keys.types(), TYPES);
        out.number(keys.rsaMinBits());
        out.duration(keys.coolDown());
        out.optional(keys.maxAge(), out::duration);
        out.flag(keys.hardware());
        out.flag(keys.touch());
        out.flag(keys.pin());
    }

    private static Rule.Keys readKeys(CacheIn in) throws Damaged {
        Set<KeyType> types = Set.copyOf(in.some(TYPES));
        int rsaMinBits = in.number();
        Duration coolDown = in.duration();
        Optional<Duration> maxAge = in.optional(in::duration);
        return new Rule.Keys(types, rsaMinBits, coolDown, maxAge, in.flag(), in.flag(), in.flag());
    }

    private void write(Rule.Push push, CacheOut out) {
        write(push.people(), out);
        out.optional(push.robots(), demands -> write(demands, out));
        out.flag(push.forceAllowed());
        out.flag(push.deleteAllowed());
    }

    private Rule.Push readPush(CacheIn in) throws Damaged {
        return new Rule.Push(readDemands(in), in.optional(() -> readDemands(in)), in.flag(), in.flag());
    }

    private void write(Rule.PushDemands demands, CacheOut out) {
        out.optional(demands.by(), members -> write(members, out));
        out.flag(demands.certificate());
        out.some(demands.secondFactor(), FACTORS);
        out.optional(demands.approvals(), approvals -> write(approvals, out));
    }

    private Rule.PushDemands readDemands(CacheIn in) throws Damaged {
        return new Rule.PushDemands(
                in.optional(() -> readMembers(in)),
                in.flag(),
                Set.copyOf(in.some(FACTORS)),
                in.optional(() -> readApprovals(in)));
    }

    private void write(Rule.Approvals approvals, CacheOut out) {
        out.number(approvals.count());
        write(approvals.by(), out);
        out.flag(approvals.secondKey());
        out.duration(approvals.held());
    }

    private Rule.Approvals readApprovals(CacheIn in) throws Damaged {
        return new Rule.Approvals(in.number(), readMembers(in), in.flag(), in.duration());
    }
}
