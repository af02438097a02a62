package dev.refwarden.doctor;

import dev.refwarden.evidence.Deadline;
import dev.refwarden.evidence.DeadlinePassed;
import dev.refwarden.evidence.RestingTags;
import dev.refwarden.git.store.GitEnvironment;
import dev.refwarden.git.store.GitRepository;
import dev.refwarden.git.store.UnsupportedRepository;
import dev.refwarden.git.store.VerifiedObjects;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.RepositoryFolders;
import dev.refwarden.ledger.RestedTag;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Does anything tell what lands in a repository, and did a tag land without the branch that it was accepted for? */
final class LandingChecks {
    private static final Duration MOST = Duration.ofMinutes(1);

    private final Path folder;
    private final String name;
    private final Installation installation;
    private final List<Checked> found = new ArrayList<>();

    /** @param folder git's own folder */
    LandingChecks(Path folder, String name, Installation installation) {
        this.folder = folder;
        this.name = name;
        this.installation = installation;
    }

    List<Checked> look() throws IOException {
        if (!isTold()) {
            found.add(Checked.warn(
                    name,
                    "no post-receive hook tells what has landed: only the next push to it sees that",
                    "run install.sh again"));
        }
        tagsWithoutBranch();
        return found;
    }

    private boolean isTold() throws IOException {
        Account owner = Account.of(folder);
        Path hooks = folder.resolve(
                Program.git(folder, installation.environmentOf(owner), "rev-parse", "--git-path", "hooks")
                        .line());
        Optional<HookFile> hook = HookFile.of(hooks.resolve("post-receive")).filter(HookFile::isExecutable);
        if (hook.filter(HookFile::tellsLandings).isPresent()
                || (hook.filter(HookFile::dispatches).isPresent() && isToldIn(hooks.resolve("post-receive.d")))) {
            return true;
        }
        Optional<Path> everywhere =
                installation.everywhere().map(own -> own.path().getParent());
        if (everywhere.isPresent() && isToldIn(everywhere.get().resolveSibling("post-receive.d"))) {
            return true;
        }
        return GitSettings.of(folder, installation.environmentOf(owner))
                .filter(installation::isTold)
                .isPresent();
    }

    private static boolean isToldIn(Path hooks) throws IOException {
        return HookFile.allIn(hooks).stream().anyMatch(hook -> hook.tellsLandings() && hook.isExecutable());
    }

    private void tagsWithoutBranch() throws IOException {
        StateFolder state = new StateFolder(installation.state());
        if (!Ledger.isThere(state)) {
            return;
        }
        try (Ledger ledger = Ledger.in(state)) {
            Optional<String> repositoryName = RepositoryFolders.nameOf(ledger, folder.toRealPath());
            if (repositoryName.isPresent()) {
                look(ledger, repositoryName.get());
            }
        } catch (PolicyProblems | UnsupportedRepository e) {
            // Other checks say so, and until it is fixed every push is refused.
            return;
        } catch (DeadlinePassed e) {
            found.add(Checked.warn(name, "looking for the branches of tags takes too long", "run it once more"));
        }
    }

    private void look(Ledger ledger, String repositoryName) throws IOException, PolicyProblems, UnsupportedRepository {
        Configuration configuration = installation.configuration();
        try (GitRepository repository = GitRepository.open(GitEnvironment.at(folder.toRealPath()));
                VerifiedObjects objects =
                        repository.objects(configuration.server().limits().objectSize())) {
            RestingTags resting = new RestingTags(
                    repository,
                    objects,
                    configuration.policy().entriesFor(repositoryName),
                    Deadline.after(MOST, System.nanoTime()));
            for (RestedTag tag : resting.alone(ledger, repositoryName)) {
                found.add(Checked.fail(
                        name,
                        tag.words(),
                        "delete the tag, or push the branch; line " + tag.seq() + " of the log says who pushed"));
            }
        }
    }
}
