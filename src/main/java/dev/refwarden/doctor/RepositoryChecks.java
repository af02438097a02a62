package dev.refwarden.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks of one repository: is the hook there, on, and does it refuse? */
final class RepositoryChecks {
    private final Path repository;
    private final String name;
    private final Installation installation;
    private final List<Checked> found = new ArrayList<>();

    RepositoryChecks(Path repository, Installation installation) {
        this.repository = repository;
        this.name = repository.toString();
        this.installation = installation;
    }

    List<Checked> run() throws IOException {
        Program gitDir = Program.git(repository, "rev-parse", "--absolute-git-dir");
        if (!gitDir.succeeded()) {
            found.add(Checked.fail(name, "it is not a git repository", "give the repository's own folder"));
            return found;
        }
        Path folder = Path.of(gitDir.line());
        GuardCheck check = new GuardCheck(folder, installation);
        Guard guard = check.look();
        if (guard.runsHook()) {
            found.add(Checked.ok(name, "the hook is there and executable" + check.elsewhere()));
        }
        for (Guard.Fault fault : guard.faults()) {
            found.add(Checked.fail(name, fault.text(), fault.remedy()));
        }
        if (guard.faults().stream().noneMatch(fault -> fault.text().startsWith("receive."))) {
            found.add(Checked.ok(name, "the nonce seed for signed pushes is set"));
        }
        if (guard.faults().stream().noneMatch(fault -> fault.state() == GuardState.WRONG_OWNER_OR_MODE)) {
            found.add(Checked.ok(name, "the account that receives pushes owns the state and nobody else the hook"));
        }
        if (guard.faults().stream().noneMatch(fault -> fault.state() == GuardState.UNREADABLE)) {
            found.addAll(new RefHazards(folder, installation.environmentOf(Account.of(folder))).look());
        }
        if (guard.runsHook()) {
            found.addAll(new LandingChecks(folder, name, installation).look());
            found.add(ForbiddenPush.check(folder, name, installation));
        }
        return found;
    }
}
