package dev.refwarden.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.LocalTool;
import dev.refwarden.git.Commit;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.ParsedCommit;
import dev.refwarden.git.StoredObject;
import dev.refwarden.git.store.GitEnvironment;
import dev.refwarden.git.store.GitRepository;
import dev.refwarden.git.store.VerifiedObjects;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Merges that real git makes, of every kind, are clean exactly where git itself needed no one's help. */
class MergeReadingTest {
    private static final String SCRIPT = """
            set -eu
            export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
            export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.org
            git init -q -b main r; cd r
            seconds=1700000000
            save() {
                seconds=$((seconds + 60)); export GIT_AUTHOR_DATE="$seconds +0000" GIT_COMMITTER_DATE="$seconds +0000"
                git add -A; git commit -q --allow-empty -m "$1"
            }
            merged() { echo "$1 $2 $(git rev-parse HEAD)"; }
            lines() { seq "$1" | sed 's/$/ a line that is long enough/'; }
            lines 40 >text; mkdir -p d/e; echo one >d/e/f; lines 30 >moved; save base
            # start NAME: two branches from here
            start() { git checkout -q -b "$1" main; git branch -q "$1-side"; }
            start lines; sed -i '3s/^/x/' text; save mine; git checkout -q lines-side; sed -i '30s/^/y/' text; save theirs
            git checkout -q lines; git merge -q --no-edit lines-side; merged clean lines
            start files; echo new >d/new; save mine; git checkout -q files-side; rm d/e/f; echo other >d/other; save theirs
            git checkout -q files; git merge -q --no-edit files-side; merged clean files
            start same; echo alike >alike; save mine; git checkout -q same-side; echo alike >alike; echo 1 >more; save theirs
            git checkout -q same; git merge -q --no-edit same-side; merged clean same
            start renamed; git mv moved elsewhere; save mine; git checkout -q renamed-side; sed -i '5s/^/z/' moved; save theirs
            git checkout -q renamed; git merge -q --no-edit renamed-side; merged clean renamed
            start similar; git mv moved d/there; sed -i '20s/^/m/' d/there; save mine
            git checkout -q similar-side; sed -i '5s/^/z/' moved; save theirs
            git checkout -q similar; git merge -q --no-edit similar-side; merged clean similar
            start ahead; git checkout -q ahead-side; echo 2 >ahead; save theirs
            git checkout -q ahead; git merge -q --no-ff --no-edit ahead-side; merged clean up-to-date
            start ours; echo 3 >d/e/f; save mine; git checkout -q ours-side; echo 4 >left-out; save theirs
            git checkout -q ours; git merge -q -s ours --no-edit ours-side; merged other -s-ours
            start theirs; sed -i '3s/^/p/' text; save mine; git checkout -q theirs-side; sed -i '3s/^/q/' text; save theirs
            git checkout -q theirs; git merge -q -X theirs --no-edit theirs-side; merged other -X-theirs
            start evil; echo 5 >five; save mine; git checkout -q evil-side; echo 6 >six; save theirs
            git checkout -q evil; git merge -q --no-commit evil-side; echo evil >evil; save merge; merged other evil
            start cross; sed -i '2s/^/c/' text; save mine; git checkout -q cross-side; sed -i '38s/^/s/' text; save theirs
            git checkout -q cross; one=$(git rev-parse HEAD); git merge -q --no-edit cross-side; merged clean first-of-two
            git checkout -q cross-side; git merge -q --no-edit "$one"; sed -i '20s/^/t/' text; save more
            git checkout -q cross; echo 7 >seven; save more
            git merge -q --no-edit cross-side; merged clean criss-cross
            main=$(git rev-parse main)
            git checkout -q --detach main; git merge -q -s ours --no-edit lines 2>/dev/null || true; merged other -s-ours-of-one-ahead
            git checkout -q lines
            c=$(git commit-tree -m twice -p main -p main main^{tree}); git checkout -q "$c"; merged other twice
            c=$(git commit-tree -m back -p lines -p "$main" lines^{tree}); git checkout -q "$c"; merged other contained
            """;

    @TempDir
    Path folder;

    @Test
    void everyKindOfMergeIsToldApart() throws Exception {
        String made = new String(
                LocalTool.run(folder, Map.of(), new byte[0], List.of("sh", "-c", SCRIPT)), StandardCharsets.UTF_8);
        GitEnvironment environment =
                GitEnvironment.of(Map.of("GIT_DIR", folder.resolve("r/.git").toString()));
        try (GitRepository repository = GitRepository.open(environment);
                VerifiedObjects objects = repository.objects(1 << 20)) {
            MergeReading merges = new MergeReading(objects, Deadline.after(Duration.ofMinutes(5), System.nanoTime()));
            List<String> lines = made.lines()
                    .filter(line -> line.matches("(clean|other) \\S+ [0-9a-f]{40}"))
                    .toList();
            assertThat(lines).hasSizeGreaterThan(12);
            for (String line : lines) {
                String[] words = line.split(" ", -1);
                Commit commit = (Commit) ParsedCommit.of((StoredObject.Raw) objects.read(ObjectId.fromHex(words[2])));
                assertThat(merges.isClean(commit)).as(words[1]).isEqualTo(words[0].equals("clean"));
            }
        }
    }
}
