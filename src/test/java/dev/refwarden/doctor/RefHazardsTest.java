package dev.refwarden.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.LocalTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings that git reads and Refwarden does not are named, whichever file they come from. */
class RefHazardsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void makeRepository() throws IOException {
        git("init", "-q", "--bare", "r.git");
        Files.writeString(folder.resolve("global"), "");
    }

    @Test
    void nothingIsSaidOfSettingsOfTheRepositoryItself() throws IOException {
        local("receive.denyDeletes", "true");
        local("receive.hideRefs", "refs/a");
        local("receive.hideRefs", "!refs/a/b");
        local("transfer.hideRefs", "refs/c");
        assertThat(warned()).isEmpty();
    }

    @Test
    void aSettingOfItsOwnSaysWhatCounts() throws IOException {
        global("[receive]\n\tdenyDeletes = true\n");
        assertThat(warned()).containsExactly("receive.denydeletes");
        local("receive.denyDeletes", "false");
        assertThat(warned()).isEmpty();
    }

    @Test
    void hiddenRefsOfAnotherFileAreNamedThoughTheRepositoryHasSome() throws IOException {
        local("receive.hideRefs", "refs/a");
        local("transfer.hideRefs", "refs/a");
        assertThat(warned()).isEmpty();
        global("[receive]\n\thideRefs = refs/b\n");
        assertThat(warned()).containsExactly("receive.hiderefs");
        global("[transfer]\n\thideRefs = refs/a\n[receive]\n\thideRefs = refs/a\n");
        assertThat(warned()).containsExactly("receive.hiderefs", "transfer.hiderefs");
    }

    @Test
    void whatAWorkTreesOwnConfigurationOverrulesIsNamed() throws IOException {
        local("receive.denyDeletes", "false");
        local("extensions.worktreeConfig", "true");
        Files.writeString(
                folder.resolve("r.git/config.worktree"), "[receive]\n\tdenyDeletes = true\n\thideRefs = refs/a\n");
        assertThat(warned()).containsExactly("receive.denydeletes", "receive.hiderefs");
    }

    @Test
    void whatOnlyGitIncludesIsNamed() throws IOException {
        local("receive.hideRefs", "refs/a");
        Files.writeString(folder.resolve("more"), "[receive]\n\thideRefs = refs/b\n");
        local("includeIf.gitdir:**.path", folder.resolve("more").toString());
        assertThat(warned()).containsExactly("receive.hiderefs");
    }

    private List<String> warned() throws IOException {
        Map<String, String> environment = Map.of(
                "GIT_CONFIG_NOSYSTEM",
                "1",
                "GIT_CONFIG_GLOBAL",
                folder.resolve("global").toString());
        return new RefHazards(folder.resolve("r.git"), environment)
                .look().stream()
                        .map(checked -> checked.text().replaceFirst(" .*", ""))
                        .toList();
    }

    private void local(String setting, String value) {
        git("-C", "r.git", "config", "--add", setting, value);
    }

    private void global(String text) throws IOException {
        Files.writeString(folder.resolve("global"), text);
    }

    private void git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        LocalTool.run(folder, Map.of(), new byte[0], command);
    }
}
