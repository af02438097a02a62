package dev.refwarden.git.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The git of this machine, and the surroundings in which it reads one repository: nothing of the pusher's, no configuration but
 * the repository's own, no replaced objects, nothing fetched, and no folder in which it would find other programs.
 *
 * @param git by its absolute path
 */
record GitProgram(Path git, Path gitDir, Map<String, String> environment) {
    /** Where the installation says which git is meant. */
    static final String PROPERTY = "refwarden.git";

    private static final List<String> USUAL =
            List.of("/usr/bin/git", "/usr/local/bin/git", "/opt/homebrew/bin/git", "/bin/git");
    private static final String NOWHERE = "/nonexistent";

    /** @throws GitFailed if there is no git */
    static GitProgram of(GitEnvironment repository) {
        return of(repository, find());
    }

    static GitProgram of(GitEnvironment repository, Path git) {
        Path gitDir = repository.gitDir().toAbsolutePath().normalize();
        Map<String, String> environment = new TreeMap<>();
        environment.put("GIT_DIR", gitDir.toString());
        repository.objects().map(Path::toAbsolutePath).map(Path::normalize).ifPresent(objects -> {
            environment.put("GIT_OBJECT_DIRECTORY", objects.toString());
            // Where objects wait in quarantine, git moves no ref.
            environment.put("GIT_QUARANTINE_PATH", objects.toString());
        });
        if (!repository.alternates().isEmpty()) {
            environment.put(
                    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
                    AlternatePaths.joined(repository.alternates().stream()
                            .map(Path::toAbsolutePath)
                            .toList()));
        }
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        environment.put("GIT_CONFIG_SYSTEM", "/dev/null");
        environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
        environment.put("HOME", NOWHERE);
        environment.put("XDG_CONFIG_HOME", NOWHERE);
        environment.put("GIT_NO_REPLACE_OBJECTS", "1");
        environment.put("GIT_NO_LAZY_FETCH", "1");
        // A git that does not know the line above (before 2.45) finds no program that would fetch, and no way to do it.
        environment.put("GIT_ALLOW_PROTOCOL", "");
        environment.put("GIT_EXEC_PATH", NOWHERE);
        environment.put("PATH", NOWHERE);
        environment.put("GIT_GRAFT_FILE", "/dev/null");
        environment.put("GIT_OPTIONAL_LOCKS", "0");
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.put("LC_ALL", "C");
        return new GitProgram(git, gitDir, environment);
    }

    /** Starts it; whoever starts it closes what is answered. */
    GitProcess start(String... arguments) {
        List<String> command = new ArrayList<>(List.of(git.toString(), "-c", "core.hooksPath=/dev/null"));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(gitDir.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return new GitProcess(builder.start());
        } catch (IOException e) {
            throw new GitFailed("git cannot be started: " + git, e);
        }
    }

    private static Path find() {
        String named = System.getProperty(PROPERTY, "");
        if (!named.isEmpty()) {
            Path git = Path.of(named);
            if (!git.isAbsolute() || !Files.isExecutable(git)) {
                throw new GitFailed("the git that it was installed with is gone: " + named);
            }
            return git;
        }
        return USUAL.stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new GitFailed("there is no git in any of the usual places, such as /usr/bin/git"));
    }
}
