package dev.refwarden.report;

import dev.refwarden.decision.CommitFacts;
import dev.refwarden.decision.Pusher;
import dev.refwarden.decision.RuleEvidence;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.ObjectId;
import dev.refwarden.people.People;
import dev.refwarden.people.Person;
import dev.refwarden.people.PersonId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The command that re-signs commits: from the first that must change to the tip, since everything
 * behind a changed commit changes with it. What guarded refs hold already is left alone.
 */
final class Rewrite {
    /** More than anybody signs again by hand: history that was made elsewhere. */
    private static final int IMPORT = 100;

    private final List<CommitFacts> commits;
    private final List<ObjectId> base;
    private final Set<ObjectId> offenders;

    private Rewrite(List<CommitFacts> commits, List<ObjectId> base, Set<ObjectId> offenders) {
        this.commits = commits;
        this.base = base;
        this.offenders = offenders;
    }

    /** @param offenders the commits that must change, among those that the evidence lists; none that is there already */
    static Rewrite of(RuleEvidence evidence, Set<ObjectId> offenders) {
        List<CommitFacts> all = evidence.commits().stream()
                .filter(commit -> !evidence.already().containsKey(commit.id()))
                .toList();
        int first = 0;
        while (first < all.size() && !offenders.contains(all.get(first).id())) {
            first++;
        }
        boolean straight = evidence.base().size() <= 1 && all.stream().noneMatch(commit -> commit.parents() > 1);
        boolean onlyTip = first == all.size() - 1;
        return (straight || onlyTip) && first > 0 && first < all.size()
                ? new Rewrite(
                        all.subList(first, all.size()),
                        List.of(all.get(first - 1).id()),
                        offenders)
                : new Rewrite(all, evidence.base(), offenders);
    }

    boolean isImport() {
        return offenders.size() >= IMPORT;
    }

    /** The newest of the commits that must change. */
    ObjectId newestOffender() {
        ObjectId newest = commits.get(commits.size() - 1).id();
        for (CommitFacts commit : commits) {
            newest = offenders.contains(commit.id()) ? commit.id() : newest;
        }
        return newest;
    }

    /** Whose commits alone would be re-signed; absent where they are several people's, or not the pusher's. */
    Optional<Person> owner(Pusher pusher, People people) {
        Set<Optional<PersonId>> makers = new LinkedHashSet<>();
        commits.forEach(commit -> makers.add(maker(commit, people)));
        Optional<PersonId> only = makers.size() == 1 ? makers.iterator().next() : Optional.empty();
        return only.filter(maker ->
                        pusher.person().map(person -> person.id().equals(maker)).orElse(true))
                .flatMap(people::person);
    }

    /** The addresses of those who must sign their commits themselves. */
    Set<String> committers() {
        Set<String> committers = new LinkedHashSet<>();
        commits.forEach(commit -> committers.add(commit.committer()));
        committers.remove("");
        return committers;
    }

    /** The addresses that are no one's here, of commits that no one who is known signed. */
    Set<String> strangers(People people) {
        Set<String> strangers = new LinkedHashSet<>();
        for (CommitFacts commit : commits) {
            if (maker(commit, people).isEmpty() && !commit.committer().isEmpty()) {
                strangers.add(commit.committer());
            }
        }
        return strangers;
    }

    /**
     * Absent where branches grew from several places, so that git would rewrite what lies between them, too.
     *
     * @param resetAuthor whether the author lines change as well
     */
    Optional<String> command(boolean resetAuthor) {
        ObjectId tip = commits.get(commits.size() - 1).id();
        String amend = "git commit --amend --allow-empty --no-edit" + (resetAuthor ? " --reset-author" : "") + " -S";
        if (commits.size() == 1) {
            return Optional.of("git checkout -q " + LocalBranch.at(tip) + " && " + amend);
        }
        if (base.size() > 1) {
            return Optional.empty();
        }
        String from = base.isEmpty() ? "--root" : base.get(0).abbreviated();
        String how = resetAuthor ? "--exec '" + amend + "'" : "-S";
        return Optional.of("git rebase --force-rebase --rebase-merges " + how + " " + from + " " + LocalBranch.at(tip));
    }

    /** Whoever signed a commit has made it theirs, whatever its committer line says. */
    private static Optional<PersonId> maker(CommitFacts commit, People people) {
        return commit.signature() instanceof SignatureCheck.Valid valid
                ? Optional.of(valid.enrolled().person())
                : people.byEmail(commit.committer()).map(Person::id);
    }
}
