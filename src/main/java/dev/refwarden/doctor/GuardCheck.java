package dev.refwarden.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at one repository: whether git would run Refwarden's hook there, and who could change that. */
final class GuardCheck {
    private static final int SHORTEST_SEED = 32;

    private final Path folder;
    private final Installation installation;
    private final List<Guard.Fault> faults = new ArrayList<>();
    private String elsewhere = "";
    private String likeness = "";

    GuardCheck(Path folder, Installation installation) {
        this.folder = folder;
        this.installation = installation;
    }

    /** Everything that can be said without a push. */
    Guard look() {
        try {
            Account owner = Account.of(folder);
            Optional<GitSettings> settings = GitSettings.of(folder, installation.environmentOf(owner));
            if (settings.isEmpty()) {
                add(GuardState.UNREADABLE, "git cannot read its configuration", "git -C " + folder + " config --list");
            } else {
                look(owner, settings.get());
            }
        } catch (IOException e) {
            add(GuardState.UNREADABLE, "it cannot be read: " + e.getMessage(), "look as its owner, or as root");
        }
        return new Guard(folder, faults, likeness);
    }

    private void look(Account owner, GitSettings settings) throws IOException {
        lookAtHook(owner, settings);
        lookAtSwitches(settings);
        lookAtSeed(settings);
        lookAtOwners(owner);
    }

    /** Where core.hooksPath leads, if somewhere else; for those who read what was found. */
    String elsewhere() {
        return elsewhere;
    }

    private void lookAtHook(Account owner, GitSettings settings) throws IOException {
        Path hooks = hooksFolder(owner, settings);
        Optional<HookFile> hook = HookFile.of(hooks.resolve("pre-receive"));
        Optional<HookFile> ours = hook.filter(HookFile::isOurs);
        if (ours.isEmpty() && hook.filter(HookFile::dispatches).isPresent()) {
            ours = HookFile.allIn(hooks.resolve("pre-receive.d")).stream()
                    .filter(HookFile::isOurs)
                    .findFirst();
        }
        if (ours.isPresent()
                && !(ours.get().isExecutable() && hook.orElseThrow().isExecutable())) {
            add(
                    GuardState.SWITCHED_OFF,
                    "its hook is not executable, so git passes over it",
                    "chmod 755 " + ours.get().path());
            return;
        }
        if (ours.isEmpty()) {
            ours = installation.everywhere().filter(HookFile::isExecutable);
        }
        if (ours.isPresent()) {
            lookAtCall(ours.get().call());
            likeness = ours.get().text().replace(folder.toString(), "REPOSITORY");
            lookAtMode(hooks, owner);
            lookAtMode(ours.get().path().toRealPath(), owner);
        } else if (installation.isCalledBy(settings)) {
            lookAtCall(installation.callBy(settings));
            likeness = "configured";
        } else {
            missing(hook);
        }
    }

    private void missing(Optional<HookFile> other) {
        String text = other.isPresent()
                ? "its pre-receive hook is not Refwarden's" + elsewhere
                : "there is no pre-receive hook" + elsewhere;
        add(
                elsewhere.isEmpty() ? GuardState.UNGUARDED : GuardState.SWITCHED_OFF,
                text,
                "run install.sh --repo " + folder);
    }

    private Path hooksFolder(Account owner, GitSettings settings) throws IOException {
        if (settings.value("core.hookspath").isEmpty()) {
            return commonFolder().resolve("hooks");
        }
        String path = Program.git(folder, installation.environmentOf(owner), "rev-parse", "--git-path", "hooks")
                .line();
        Path hooks = folder.resolve(path).normalize();
        if (!hooks.startsWith(folder)) {
            elsewhere = " (core.hooksPath leads to " + hooks + ")";
        }
        return hooks;
    }

    /** A linked work tree keeps its hooks with the repository that it is linked to. */
    private Path commonFolder() throws IOException {
        Path file = folder.resolve("commondir");
        return Files.exists(file)
                ? folder.resolve(Files.readString(file).strip()).normalize()
                : folder;
    }

    private void lookAtCall(Optional<HookCall> call) throws IOException {
        if (call.isEmpty()) {
            return;
        }
        String remedy = "run install.sh --repo " + folder;
        installation.faultOf(call.get()).ifPresent(text -> add(GuardState.OUTDATED, text, remedy));
    }

    /** Newer versions of git know hooks from configuration, and can switch one off there. */
    private void lookAtSwitches(GitSettings settings) {
        for (String hook : settings.hooks()) {
            Optional<String> command = settings.value("hook." + hook + ".command");
            boolean another =
                    command.filter(text -> !text.contains("refwarden")).isPresent();
            if (settings.isFalse("hook." + hook + ".enabled") && !another) {
                add(
                        GuardState.SWITCHED_OFF,
                        "a hook is switched off by hook." + hook + ".enabled",
                        "git config --unset it");
            }
        }
    }

    private void lookAtSeed(GitSettings settings) {
        Optional<String> seed = settings.value("receive.certnonceseed");
        if (seed.isEmpty()) {
            String text = "receive.certNonceSeed is not set, so signed pushes prove nothing";
            add(GuardState.OUTDATED, text, "run install.sh again");
        } else if (seed.get().length() < SHORTEST_SEED) {
            String text = "receive.certNonceSeed can be guessed: it is short";
            add(GuardState.OUTDATED, text, "unset it and run install.sh again");
        }
    }

    private void lookAtOwners(Account owner) throws IOException {
        lookAtMode(folder, owner);
        lookAtMode(folder.resolve("config"), owner);
        Path state = installation.state();
        if (Files.isDirectory(state) && !owner.owns(state)) {
            add(
                    GuardState.WRONG_OWNER_OR_MODE,
                    "account " + owner.uid() + " receives pushes, but account "
                            + Account.of(state).uid() + " owns " + state,
                    "chown -R " + owner.uid() + " " + state);
        }
    }

    /** Whoever can write one of these can take the hook away. */
    private void lookAtMode(Path path, Account owner) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        Account own = Account.of(path);
        if (own.uid() != 0 && own.uid() != owner.uid()) {
            String text = "account " + own.uid() + " owns " + path + ", and can take the hook away";
            add(GuardState.WRONG_OWNER_OR_MODE, text, "chown " + owner.uid() + " " + path);
        } else if (installation.othersCanWrite(path, owner)) {
            String text = "others than its owner can write " + path + ", and take the hook away";
            add(GuardState.WRONG_OWNER_OR_MODE, text, "chmod go-w " + path);
        }
    }

    private void add(GuardState state, String text, String remedy) {
        faults.add(new Guard.Fault(state, text, remedy));
    }
}
