package dev.refwarden.git.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.LocalTool;
import dev.refwarden.git.RefName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Refs are hidden here where {@code git receive-pack} hides them. */
class HiddenRefsTest {
    private static final int CONFIGURATIONS = 150;

    private static final List<String> REFS =
            List.of("refs/a", "refs/b/c", "refs/b/cd", "refs/b/c2/d", "refs/heads/a", "refs/heads/b/c", "refs/tags/a");

    private static final List<String> PATTERNS = List.of(
            "refs",
            "refs/",
            "refs/b",
            "refs/b/",
            "refs/b//",
            "refs/b/c",
            "refs/heads",
            "heads",
            "^refs/heads",
            "^refs/b/c",
            "refs/tags/a",
            "!refs",
            "!refs/b",
            "!refs/b/c/",
            "!^refs/b/c",
            "!^refs/heads/b",
            "^!refs/a",
            "!",
            "^",
            "!!refs/a",
            "\\\"refs/a\\\"");

    private static final List<String> HEADERS = List.of(
            "[transfer]", "[receive]", "[Transfer]", "  [RECEIVE] # [transfer]", "[transfer \"x\"]", "[uploadpack]");

    private final Random random = new Random(20_261_130);

    @TempDir
    Path folder;

    private String plain = "";

    @BeforeEach
    void makeRepository() throws Exception {
        shell("git init -q --bare r.git; cd r.git; tree=$(git mktree </dev/null)\n"
                + "id=$(GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a git commit-tree -m x $tree)\n"
                + REFS.stream().map(ref -> "git update-ref " + ref + " $id\n").collect(Collectors.joining()));
        plain = Files.readString(folder.resolve("r.git/config"));
    }

    @Test
    void patternsAreReadInTheOrderInWhichTheyAreWritten() throws Exception {
        int hidden = 0;
        for (int i = 0; i < CONFIGURATIONS; i++) {
            String text = random.nextInt(5) == 0 ? including() : settings();
            hidden += compare(text);
        }
        assertThat(hidden).isBetween(CONFIGURATIONS, CONFIGURATIONS * (REFS.size() - 1));
    }

    @Test
    void whatATransferLineHidesBelowALineThatShowsItIsHidden() throws Exception {
        assertThat(compare("[receive]\n\thideRefs = !refs/a\n[transfer]\n\thideRefs = refs/a\n"))
                .isEqualTo(1);
        assertThat(compare("[transfer]\n\thideRefs = refs/a\n[receive]\n\thideRefs = !refs/a\n"))
                .isZero();
        assertThat(
                        compare(
                                "[transfer]\n\thideRefs = refs/a\n[receive]\n\thideRefs = !refs/a\n[transfer]\n\thideRefs = refs/a\n"))
                .isEqualTo(1);
    }

    /** How many refs are hidden, by git and here. */
    private int compare(String text) throws Exception {
        Files.writeString(folder.resolve("r.git/config"), plain + text);
        Set<String> here = new TreeSet<>();
        try (GitRepository repository = GitRepository.open(GitEnvironment.at(folder.resolve("r.git")))) {
            HiddenRefs hidden = repository.receiveSettings().hidden();
            REFS.stream().filter(ref -> !hidden.contains(new RefName(ref))).forEach(here::add);
        }
        assertThat(here).as(text).isEqualTo(shown());
        return REFS.size() - here.size();
    }

    private Set<String> shown() {
        String said = shell("git receive-pack --advertise-refs r.git | tr '\\0' '\\n'");
        return said.lines()
                .filter(line -> line.contains(" refs/"))
                .map(line -> line.substring(line.indexOf(" refs/") + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String including() throws Exception {
        Files.writeString(folder.resolve("r.git/more"), settings());
        return settings() + "[include]\n\tpath = more\n" + settings();
    }

    private String settings() {
        StringBuilder text = new StringBuilder();
        for (int sections = random.nextInt(4); sections > 0; sections--) {
            text.append(one(HEADERS));
            for (int lines = random.nextInt(3); lines > 0; lines--) {
                text.append(random.nextInt(4) == 0 ? "\n# [transfer]\n" : "\n")
                        .append("\thideRefs = ")
                        .append(one(PATTERNS));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private String shell(String script) {
        Map<String, String> alone = Map.of("GIT_CONFIG_NOSYSTEM", "1", "GIT_CONFIG_GLOBAL", "/dev/null");
        return new String(
                LocalTool.run(folder, alone, new byte[0], List.of("sh", "-euc", script)), StandardCharsets.UTF_8);
    }
}
