package dev.refwarden.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether pushers can provably set, by way of sshd, a variable on which it rests that their pushes are judged. */
final class SshEnvironment {
    /** Of git's own, these decide nothing about a push that is received. */
    private static final List<String> HARMLESS = List.of("GIT_PROTOCOL", "GIT_AUTHOR_", "GIT_COMMITTER_");

    /** With one of these git or the shell runs something else than the hook, or the hook elsewhere. */
    private static final List<String> DANGEROUS = List.of(
            "GIT_CONFIG_COUNT",
            "GIT_CONFIG_KEY_0",
            "GIT_CONFIG_VALUE_0",
            "GIT_CONFIG_PARAMETERS",
            "GIT_CONFIG_GLOBAL",
            "GIT_CONFIG_SYSTEM",
            "GIT_EXEC_PATH",
            "GIT_DIR",
            "GIT_OBJECT_DIRECTORY",
            "XDG_CONFIG_HOME",
            "HOME",
            "PATH",
            "LD_PRELOAD",
            "LD_LIBRARY_PATH",
            "BASH_ENV",
            "ENV");

    private final SshdSettings sshd;

    SshEnvironment(SshdSettings sshd) {
        this.sshd = sshd;
    }

    /** @param trusted the variables by which the server says who pushes, and to which repository */
    List<Checked> check(List<String> trusted) {
        List<Checked> found = new ArrayList<>();
        for (String variable : trusted) {
            sshd.admitting(variable)
                    .ifPresent(pattern -> found.add(Checked.fail(
                            "",
                            "pushers can set " + variable + " themselves, and so choose who they are: sshd accepts "
                                    + pattern + " from them",
                            "take it out of AcceptEnv and PermitUserEnvironment, or out of server.yaml")));
        }
        switchesTheHookOff()
                .ifPresent(
                        pattern -> found.add(
                                Checked.fail(
                                        "",
                                        "pushers can tell git to pass over the hook: sshd accepts " + pattern
                                                + " from them",
                                        "take it out of AcceptEnv and PermitUserEnvironment; of git's, GIT_PROTOCOL alone is harmless")));
        return found;
    }

    private Optional<String> switchesTheHookOff() {
        Optional<String> ofGit = sshd.accepted().stream()
                .filter(pattern -> pattern.startsWith("GIT_"))
                .filter(pattern -> HARMLESS.stream().noneMatch(pattern::startsWith))
                .findFirst();
        return ofGit.or(() -> DANGEROUS.stream()
                .flatMap(variable -> sshd.admitting(variable).stream())
                .findFirst());
    }
}
