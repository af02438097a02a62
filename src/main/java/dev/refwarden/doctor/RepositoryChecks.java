package dev.refwarden.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks of one repository: is the hook there, on, and does it refuse? */
final class RepositoryChecks {
    private static final String MARKER = "refwarden pre-receive";
    private static final int SHORTEST_SEED = 32;

    private final Path repository;
    private final String name;
    private final Path state;
    private final List<Checked> found = new ArrayList<>();

    RepositoryChecks(Path repository, Path state) {
        this.repository = repository;
        this.name = repository.toString();
        this.state = state;
    }

    List<Checked> run() throws IOException {
        Program gitDir = Program.git(repository, "rev-parse", "--absolute-git-dir");
        if (!gitDir.succeeded()) {
            found.add(Checked.fail(name, "it is no git repository", "give the repository's own folder"));
            return found;
        }
        Path folder = Path.of(gitDir.line());
        boolean hook = checkHook(folder);
        checkSwitches(folder);
        checkNonceSeed(folder);
        checkAccount(folder);
        if (hook) {
            found.add(ForbiddenPush.check(folder, name));
        }
        return found;
    }

    private boolean checkHook(Path folder) throws IOException {
        Path hooks = folder.resolve(
                Program.git(folder, "rev-parse", "--git-path", "hooks").line());
        Path hook = hooks.resolve("pre-receive");
        String elsewhere = hooks.normalize().startsWith(folder) ? "" : " (core.hooksPath leads to " + hooks + ")";
        if (!Files.exists(hook)) {
            found.add(Checked.fail(name, "there is no pre-receive hook" + elsewhere, "run install.sh --repo " + name));
            return false;
        }
        if (!Files.readString(hook, java.nio.charset.StandardCharsets.ISO_8859_1)
                .contains(MARKER)) {
            found.add(Checked.fail(
                    name, "its pre-receive hook is not Refwarden's" + elsewhere, "run install.sh --repo " + name));
            return false;
        }
        if (!Files.isExecutable(hook)) {
            found.add(Checked.fail(name, "its hook is not executable, so git passes over it", "chmod 755 " + hook));
            return false;
        }
        found.add(Checked.ok(name, "the hook is there and executable" + elsewhere));
        return true;
    }

    /** Newer versions of git know hooks from configuration, and can switch one off there. */
    private void checkSwitches(Path folder) throws IOException {
        Program disabled = Program.git(folder, "config", "--get-regexp", "^hook\\..*\\.enabled$");
        for (String line : disabled.output().split("\n", -1)) {
            if (line.endsWith(" false")) {
                found.add(Checked.fail(
                        name,
                        "a hook is switched off by " + line.substring(0, line.length() - " false".length()),
                        "git config --unset it"));
            }
        }
    }

    private void checkNonceSeed(Path folder) throws IOException {
        String seed =
                Program.git(folder, "config", "--get", "receive.certNonceSeed").line();
        if (seed.isEmpty()) {
            found.add(Checked.fail(
                    name, "receive.certNonceSeed is not set, so signed pushes prove nothing", "run install.sh again"));
        } else if (seed.length() < SHORTEST_SEED) {
            found.add(Checked.fail(
                    name, "receive.certNonceSeed can be guessed: it is short", "unset it and run install.sh again"));
        } else {
            found.add(Checked.ok(name, "the nonce seed for signed pushes is set"));
        }
    }

    private void checkAccount(Path folder) throws IOException {
        if (!Files.isDirectory(state)) {
            return;
        }
        Account owner = Account.of(folder);
        if (owner.owns(state)) {
            found.add(Checked.ok(name, "the account that receives pushes owns the state"));
        } else {
            found.add(Checked.fail(
                    name,
                    "account " + owner.uid() + " receives pushes, but account "
                            + Account.of(state).uid() + " owns " + state,
                    "chown -R " + owner.uid() + " " + state));
        }
    }
}
