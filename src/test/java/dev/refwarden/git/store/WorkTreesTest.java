package dev.refwarden.git.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.LocalTool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Branches stand in work trees here where {@code git receive-pack} refuses a push to them for that. */
class WorkTreesTest {
    private static final List<String> BRANCHES = List.of("main", "away", "bisected", "rebased", "free");

    @TempDir
    Path folder;

    @BeforeEach
    void makeRepository() {
        shell("""
                git init -q -b main r; cd r; git config user.name a; git config user.email a
                echo 1 >file; git add file; git commit -q -m 1; echo 2 >file; git commit -q -a -m 2
                for name in away bisected rebased free; do git branch $name; done; git tag next
                """);
    }

    @Test
    void branchesThatAreCheckedOutRebasedOrBisectedStandSomewhere() throws Exception {
        shell("""
                cd r; git worktree add -q ../away away; git worktree add -q ../bisected bisected
                git worktree add -q ../rebased rebased; git worktree add -q --detach ../free free
                cd ../bisected; git bisect start >/dev/null; git checkout -q --detach HEAD
                cd ../rebased; GIT_SEQUENCE_EDITOR='sed -i s/^pick/edit/' git rebase -q -i HEAD~1 2>/dev/null
                """);
        assertThat(here()).containsExactlyInAnyOrder("main", "away", "bisected", "rebased");
        assertThat(refused()).isEqualTo(here());
    }

    @Test
    void theRepositorysOwnWorkTreeIsOneToo() throws Exception {
        shell("""
                cd r; git checkout -q rebased; echo 3 >file; git commit -q -a -m 3; git checkout -q -B other main~1
                echo 4 >file; git commit -q -a -m 4; git rebase -q --apply rebased >/dev/null 2>&1 || true
                """);
        assertThat(here()).containsExactly("other");
    }

    @Test
    void aBareRepositoryHasNone() throws Exception {
        shell("git -C r config core.bare true");
        assertThat(here()).isEmpty();
        assertThat(refused()).isEmpty();
    }

    private Set<String> here() throws Exception {
        Set<String> names = new TreeSet<>();
        try (GitRepository repository = GitRepository.open(GitEnvironment.at(folder.resolve("r/.git")))) {
            for (String name : repository.receiveSettings().checkedOut()) {
                names.add(name.replaceFirst("^refs/heads/", ""));
            }
        }
        return names;
    }

    /** Which of the branches git does not let anybody push to. */
    private Set<String> refused() {
        Set<String> names = new TreeSet<>();
        shell("""
                git init -q -b x from; cd from; git fetch -q ../r next; git checkout -q FETCH_HEAD
                git -c user.name=a -c user.email=a commit -q --allow-empty -m 3
                """);
        for (String name : BRANCHES) {
            if (shell("git -C from push -q ../r HEAD:refs/heads/" + name + " 2>&1 || echo refused")
                    .contains("refused")) {
                names.add(name);
            }
        }
        return names;
    }

    private String shell(String script) {
        Map<String, String> alone = Map.of("GIT_CONFIG_NOSYSTEM", "1", "GIT_CONFIG_GLOBAL", "/dev/null");
        return new String(
                LocalTool.run(folder, alone, new byte[0], List.of("sh", "-euc", script)), StandardCharsets.UTF_8);
    }
}
