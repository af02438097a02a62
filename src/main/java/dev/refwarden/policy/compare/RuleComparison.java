package dev.refwarden.policy.compare;

import dev.refwarden.git.ObjectId;
import dev.refwarden.people.KeyType;
import dev.refwarden.policy.Glob;
import dev.refwarden.policy.Members;
import dev.refwarden.policy.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Compares what one rule demands. */
final class RuleComparison {
    private static final Duration FOR_EVER = Duration.ofDays(365_000);

    private final Governed reachableBefore;
    private final Governed reachableAfter;
    private final Changes into;

    /**
     * @param reachableBefore which refs could be pushed to at all
     * @param reachableAfter which can be now
     */
    RuleComparison(Governed reachableBefore, Governed reachableAfter, Changes into) {
        this.reachableBefore = reachableBefore;
        this.reachableAfter = reachableAfter;
        this.into = into;
    }

    void compare(Rule before, Rule after) {
        refs(before, after);
        into.leave(
                moves(before, Rule.Push::forceAllowed), moves(after, Rule.Push::forceAllowed), "allows force-pushes");
        into.leave(
                moves(before, Rule.Push::deleteAllowed),
                moves(after, Rule.Push::deleteAllowed),
                "allows deleting the ref");
        into.demand(before.commits().isPresent(), after.commits().isPresent(), "demands signed commits");
        if (before.commits().isPresent() && after.commits().isPresent()) {
            commits(before.commits().get(), after.commits().get());
        }
        into.demand(before.tags().isPresent(), after.tags().isPresent(), "demands signed tags");
        if (before.tags().isPresent() && after.tags().isPresent()) {
            tags(before.tags().get(), after.tags().get());
        }
        keys(before.keys(), after.keys());
        new DemandComparison(into).compare(before.push(), after.push());
        new PathsComparison(into).compare(before.paths(), after.paths());
    }

    /** A rule that does not govern refs lets them move as they like. */
    private static boolean moves(Rule rule, Predicate<Rule.Push> allowed) {
        return !rule.governsRefs() || rule.push().filter(allowed).isPresent();
    }

    /** A rule that goes, or is new. */
    void whole(Rule rule, boolean fresh) {
        Governed where = fresh ? reachableBefore : reachableAfter;
        List<Glob> opening = rule.governsRefs() ? closed(rule.refs().match(), where, fresh) : List.of();
        boolean opens = opening.size() == rule.refs().match().size() || (fresh && !opening.isEmpty());
        if (fresh && opens) {
            into.weaker("is new, and lets pushes to " + shown(opening) + " through, which were all refused");
        } else if (fresh) {
            into.stronger("is new");
        } else if (opens) {
            into.stronger("is gone, and every push to " + shown(opening) + " is refused now");
        } else {
            into.weaker("is gone");
        }
    }

    private void refs(Rule was, Rule is) {
        Patterns patterns = Patterns.of(was.refs(), is.refs());
        List<Glob> gained = new ArrayList<>(patterns.gained());
        if (is.governsRefs() && !was.governsRefs()) {
            gained.addAll(is.refs().match());
        }
        List<Glob> opened = is.governsRefs() ? closed(gained, reachableBefore, true) : List.of();
        List<Glob> shut = was.governsRefs() ? closed(patterns.lost(), reachableAfter, false) : List.of();
        if (!opened.isEmpty()) {
            into.weaker("lets pushes to " + shown(opened) + " through, which were all refused");
        }
        if (!shut.isEmpty()) {
            into.stronger("holds for " + shown(shut) + " no longer, where every push is refused now");
        }
        into.guarded(patterns.without(shut, opened), "holds for");
    }

    private static List<Glob> closed(List<Glob> globs, Governed where, boolean perhaps) {
        return globs.stream()
                .filter(glob -> perhaps ? where.isClosed(glob) : where.isWhollyClosed(glob))
                .distinct()
                .toList();
    }

    private static String shown(List<Glob> globs) {
        return Changes.joined(Patterns.texts(globs));
    }

    private void commits(Rule.Commits before, Rule.Commits after) {
        into.members(before.signedBy(), after.signedBy(), "commits may be signed by");
        into.demand(before.scope() == Rule.Scope.ALL, after.scope() == Rule.Scope.ALL, "judges what merges bring in");
        into.admitted(Patterns.of(before.basedOn(), after.basedOn()), "takes as settled what is on");
        into.admitted(people(before.mergesBy()), people(after.mergesBy()), "merges may be signed by");
        whose(before.committer(), after.committer(), "committer");
        whose(before.author(), after.author(), "author");
        into.admitted(ids(before.vouched()), ids(after.vouched()), "takes as vouched for");
        into.leave(before.trailingArmorAllowed(), after.trailingArmorAllowed(), "passes over text behind signatures");
    }

    private void whose(Rule.Whose before, Rule.Whose after, String line) {
        String words = "the " + line + " may be "
                + switch (after) {
                    case SIGNER -> "the signer only";
                    case KNOWN -> "anybody known";
                    case ANYONE -> "anyone";
                };
        if (after.compareTo(before) > 0) {
            into.weaker(words);
        } else if (after.compareTo(before) < 0) {
            into.stronger(words);
        }
    }

    private void tags(Rule.Tags before, Rule.Tags after) {
        into.members(before.signedBy(), after.signedBy(), "tags may be signed by");
        into.demand(before.on().isPresent(), after.on().isPresent(), "requires tagged commits on certain branches");
        if (before.on().isPresent() && after.on().isPresent()) {
            into.admitted(Patterns.of(before.on().get(), after.on().get()), "tagged commits may be on");
        }
        into.leave(
                before.trailingArmorAllowed(),
                after.trailingArmorAllowed(),
                "passes over text behind tags' signatures");
    }

    private void keys(Rule.Keys before, Rule.Keys after) {
        into.admitted(types(before), types(after), "takes keys of type");
        into.more(before.rsaMinBits(), after.rsaMinBits(), "bits of an RSA key");
        into.longer(before.coolDown(), after.coolDown(), "new keys cool down for");
        Duration was = before.maxAge().orElse(FOR_EVER);
        Duration is = after.maxAge().orElse(FOR_EVER);
        String ages = "keys may become " + (is.equals(FOR_EVER) ? "as old as they like" : Changes.shown(is) + " old");
        if (is.compareTo(was) > 0) {
            into.weaker(ages);
        } else if (is.compareTo(was) < 0) {
            into.stronger(ages);
        }
        into.demand(before.hardware(), after.hardware(), "requires hardware keys");
        into.demand(before.touch(), after.touch(), "requires a touch for each signature");
        into.demand(before.pin(), after.pin(), "requires a PIN for each signature");
    }

    private static Collection<String> people(Optional<Members> members) {
        return members.map(known -> Changes.ids(known.people())).orElseGet(TreeSet::new);
    }

    private static Collection<String> ids(Collection<ObjectId> ids) {
        return ids.stream().map(ObjectId::abbreviated).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> types(Rule.Keys keys) {
        return keys.types().stream().map(KeyType::yamlName).sorted().toList();
    }
}
