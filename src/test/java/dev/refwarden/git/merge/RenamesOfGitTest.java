package dev.refwarden.git.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.LocalTool;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.store.GitEnvironment;
import dev.refwarden.git.store.GitRepository;
import dev.refwarden.git.store.VerifiedObjects;
import dev.refwarden.suite.Effort;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where both sides move, change and remove files, what is clean for git is clean here, and nothing else is. Merges over several
 * bases are the exception: what is clean over one of them alone is clean here too, and where the bases' own merge conflicts git now
 * and then finds more.
 */
class RenamesOfGitTest {
    private static final int PAIRS = Integer.getInteger("renames.pairs", Effort.rounds(3_000));
    private static final int FIRST = Integer.getInteger("renames.first", 0);
    private static final String MERGE_ALL = """
            git init -q --bare r; cd r; git fast-import --quiet
            git config merge.directoryRenames false
            i=%d; while [ $i -lt %d ]; do
                merged=$(git merge-tree --write-tree ours$i theirs$i 2>/dev/null) && clean=clean || clean=conflict
                echo "$clean $(git rev-parse ours$i theirs$i | tr '\\n' ' ')$(echo "$merged" | head -1)"
                i=$((i + 1))
            done
            """.formatted(FIRST, FIRST + PAIRS);

    @TempDir
    Path folder;

    private final List<String> missed = new ArrayList<>();
    private final List<String> missedOverSeveral = new ArrayList<>();
    private final List<String> wronglyClean = new ArrayList<>();
    private int clean;
    private int conflicts;

    @Test
    void whatIsCleanForGitIsCleanHereAndNothingElseIs() throws Exception {
        StringBuilder stream = new StringBuilder();
        for (int pair = FIRST; pair < FIRST + PAIRS; pair++) {
            new RandomRenames(pair).write(stream);
        }
        byte[] said = LocalTool.run(
                folder,
                Map.of("GIT_CONFIG_NOSYSTEM", "1", "GIT_CONFIG_GLOBAL", "/dev/null"),
                stream.toString().getBytes(StandardCharsets.UTF_8),
                List.of("sh", "-euc", MERGE_ALL));
        GitEnvironment environment =
                GitEnvironment.of(Map.of("GIT_DIR", folder.resolve("r").toString()));
        try (GitRepository repository = GitRepository.open(environment);
                VerifiedObjects objects = repository.objects(1 << 20)) {
            List<String> lines =
                    new String(said, StandardCharsets.UTF_8).lines().toList();
            for (int pair = 0; pair < PAIRS; pair++) {
                compare(FIRST + pair, lines.get(pair).split(" ", -1), new Merges(objects, () -> {}));
            }
        }
        System.out.printf(
                "%d clean, %d in conflict; clean for git alone: %s, over several bases %s%n",
                clean, conflicts, missed, missedOverSeveral);
        assertThat(clean).isGreaterThan(PAIRS / 10);
        assertThat(conflicts).isGreaterThan(PAIRS / 10);
        assertThat(missed).isEmpty();
        assertThat(wronglyClean).isEmpty();
        assertThat(missedOverSeveral).hasSizeLessThan(Math.max(2, PAIRS / 200));
    }

    private void compare(int pair, String[] said, Merges merges) {
        Merges.Expected expected = merges.expected(List.of(ObjectId.fromHex(said[1]), ObjectId.fromHex(said[2])))
                .orElseThrow();
        if (said[0].equals("clean")) {
            clean++;
            if (!expected.clean().contains(ObjectId.fromHex(said[3]))) {
                (new RandomRenames(pair).isCrissCross() ? missedOverSeveral : missed).add(String.valueOf(pair));
            }
        } else {
            conflicts++;
            // Over one of several bases a merge may be clean where over their own merge it is not.
            if (!expected.clean().isEmpty() && !new RandomRenames(pair).isCrissCross()) {
                wronglyClean.add(String.valueOf(pair));
            }
        }
    }
}
