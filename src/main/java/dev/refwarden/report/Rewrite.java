package dev.refwarden.report;

import dev.refwarden.decision.CommitFacts;
import dev.refwarden.decision.Pusher;
import dev.refwarden.decision.RuleEvidence;
import dev.refwarden.key.People;
import dev.refwarden.key.Person;
import dev.refwarden.object.ObjectId;
import dev.refwarden.signature.SignatureCheck;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The command that signs commits anew: from the first that must change to the tip, since everything
 * behind a changed commit changes with it.
 */
final class Rewrite {
    private final List<CommitFacts> commits;
    private final Optional<ObjectId> base;

    private Rewrite(List<CommitFacts> commits, Optional<ObjectId> base) {
        this.commits = commits;
        this.base = base;
    }

    /** @param offenders the commits that must change, among those that the evidence lists */
    static Rewrite of(RuleEvidence evidence, Set<ObjectId> offenders) {
        List<CommitFacts> all = evidence.commits();
        int first = 0;
        while (first < all.size() && !offenders.contains(all.get(first).id())) {
            first++;
        }
        boolean straight = all.stream().noneMatch(commit -> commit.parents() > 1);
        return straight && first > 0 && first < all.size()
                ? new Rewrite(
                        all.subList(first, all.size()),
                        Optional.of(all.get(first - 1).id()))
                : new Rewrite(all, evidence.base());
    }

    /** Whether nothing but the pusher's own commits would be signed anew, as far as anybody can tell. */
    boolean isOwn(Pusher pusher, People people) {
        Set<String> makers = new HashSet<>();
        for (CommitFacts commit : commits) {
            // Whoever signed a commit has made it theirs, whatever its committer line says.
            makers.add(
                    commit.signature() instanceof SignatureCheck.Valid valid
                            ? "person " + valid.enrolled().person()
                            : maker(commit.committer(), people));
        }
        Optional<String> self = pusher.person().map(person -> "person " + person.id());
        // Whoever commits under an address that nobody here has did so most likely by mistake.
        return makers.size() == 1
                && (self.isEmpty()
                        || makers.contains(self.get())
                        || makers.iterator().next().startsWith("email "));
    }

    /** The addresses of those who must sign their commits themselves. */
    Set<String> committers() {
        Set<String> committers = new LinkedHashSet<>();
        commits.forEach(commit -> committers.add(commit.committer()));
        return committers;
    }

    /** @param resetAuthor whether the author lines change as well */
    String command(boolean resetAuthor) {
        if (commits.size() == 1) {
            return "git commit --amend --no-edit" + (resetAuthor ? " --reset-author" : "") + " -S";
        }
        String from = base.map(ObjectId::abbreviated).orElse("--root");
        return resetAuthor
                ? "git rebase --rebase-merges --exec 'git commit --amend --no-edit --reset-author -S' " + from
                : "git rebase --force-rebase --rebase-merges -S " + from;
    }

    private static String maker(String email, People people) {
        Optional<Person> person = people.byEmail(email);
        return person.isPresent() ? "person " + person.get().id() : "email " + People.lowerCase(email);
    }
}
