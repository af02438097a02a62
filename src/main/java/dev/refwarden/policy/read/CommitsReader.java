package dev.refwarden.policy.read;

import dev.refwarden.git.ObjectId;
import dev.refwarden.people.PersonId;
import dev.refwarden.policy.Glob;
import dev.refwarden.policy.GlobSet;
import dev.refwarden.policy.Members;
import dev.refwarden.policy.PatternKind;
import dev.refwarden.policy.Rule;
import dev.refwarden.policy.yaml.Problems;
import dev.refwarden.policy.yaml.Scalars;
import dev.refwarden.policy.yaml.Section;
import dev.refwarden.policy.yaml.Words;
import dev.refwarden.policy.yaml.Yaml;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads what a rule demands of commits and of tags. */
final class CommitsReader {
    private static final Words<Rule.Scope> SCOPE =
            new Words<>(List.of("all", "first-parent"), List.of(Rule.Scope.ALL, Rule.Scope.FIRST_PARENT));
    private static final Words<Rule.Whose> WHOSE = new Words<>(
            List.of("signer", "known", "anyone"), List.of(Rule.Whose.SIGNER, Rule.Whose.KNOWN, Rule.Whose.ANYONE));

    private final PeopleResolver roster;
    private final Problems problems;
    private final Globs refs;

    CommitsReader(PeopleResolver roster, Problems problems) {
        this.roster = roster;
        this.problems = problems;
        this.refs = new Globs(problems, PatternKind.REF);
    }

    Optional<Rule.Commits> commits(Section commits) {
        Optional<Members> signedBy = signedBy(commits);
        Rule.Scope scope = commits.word("scope", SCOPE, Rule.Scope.ALL);
        List<Glob> basedOn = refs.globs("based-on", commits.list("based-on"));
        Optional<Members> mergesBy = mergesBy(commits);
        Rule.Whose committer = commits.word("committer", WHOSE, Rule.Whose.SIGNER);
        Rule.Whose author = commits.word("author", WHOSE, Rule.Whose.ANYONE);
        Set<ObjectId> vouched = vouched(commits);
        boolean trailing = commits.word("trailing-armor", Words.ALLOW, false);
        commits.end();
        if (signedBy.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Rule.Commits(signedBy.get(), scope, basedOn, mergesBy, committer, author, vouched, trailing));
    }

    Optional<Rule.Tags> tags(Section tags) {
        Optional<Members> signedBy = signedBy(tags);
        List<Glob> on = refs.globs("on", tags.filledList("on"));
        boolean trailing = tags.word("trailing-armor", Words.ALLOW, false);
        tags.end();
        if (signedBy.isEmpty()) {
            return Optional.empty();
        }
        Optional<GlobSet> branches = on.isEmpty() ? Optional.empty() : Optional.of(new GlobSet(on, List.of()));
        return Optional.of(new Rule.Tags(signedBy.get(), branches, trailing));
    }

    private Optional<Members> signedBy(Section section) {
        List<Yaml> names = section.require("signed-by").filledList("signed-by");
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(roster.meant(names).members());
    }

    /** Robots only: a human's key on merges alone would be a way around {@code signed-by}. */
    private Optional<Members> mergesBy(Section commits) {
        List<Yaml> names = commits.list("merges-by");
        if (names.isEmpty()) {
            return Optional.empty();
        }
        PeopleResolver.Meant meant = roster.meant(names);
        Set<PersonId> humans = new TreeSet<>(meant.members().people());
        humans.removeIf(roster::isRobot);
        if (meant.certain() && !humans.isEmpty()) {
            String others = humans.size() == 1 ? " is not a robot" : " and others are not robots";
            problems.add(
                    commits.place("merges-by"),
                    "merges-by: " + humans.iterator().next() + others);
        }
        return Optional.of(meant.members());
    }

    private Set<ObjectId> vouched(Section commits) {
        Set<ObjectId> vouched = new HashSet<>();
        for (Yaml item : commits.list("vouched")) {
            if (item instanceof Yaml.Scalar scalar && ObjectId.isHex(scalar.value())) {
                vouched.add(ObjectId.fromHex(scalar.value()));
            } else {
                new Scalars(problems)
                        .expected("vouched", "a commit's full id, 40 or 64 hex digits in lower case", item);
            }
        }
        return vouched;
    }
}
