package dev.refwarden.git.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.LocalTool;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.store.GitEnvironment;
import dev.refwarden.git.store.GitRepository;
import dev.refwarden.git.store.VerifiedObjects;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What git merges without a conflict comes to the same tree here. */
class MergesOfGitTest {
    private static final int PAIRS = 150;
    private static final String MERGE_ALL = """
            git init -q --bare r; cd r; git fast-import --quiet
            i=0; while [ $i -lt %d ]; do
                merged=$(git merge-tree --write-tree ours$i theirs$i 2>/dev/null) && clean=clean || clean=conflict
                echo "$clean $(git rev-parse ours$i) $(git rev-parse theirs$i) $(echo "$merged" | head -1)"
                i=$((i + 1))
            done
            """.formatted(PAIRS);

    @TempDir
    Path folder;

    @Test
    void mergesThatGitFindsCleanAreCleanAndTheSame() throws Exception {
        StringBuilder stream = new StringBuilder();
        for (int pair = 0; pair < PAIRS; pair++) {
            new History(pair).write(stream);
        }
        byte[] said = LocalTool.run(
                folder,
                Map.of("GIT_CONFIG_NOSYSTEM", "1", "GIT_CONFIG_GLOBAL", "/dev/null"),
                stream.toString().getBytes(StandardCharsets.UTF_8),
                List.of("sh", "-euc", MERGE_ALL));
        GitEnvironment environment =
                GitEnvironment.of(Map.of("GIT_DIR", folder.resolve("r").toString()));
        List<String> different = new ArrayList<>();
        int clean = 0;
        try (GitRepository repository = GitRepository.open(environment);
                VerifiedObjects objects = repository.objects(1 << 20)) {
            List<String> lines =
                    new String(said, StandardCharsets.UTF_8).lines().toList();
            for (int pair = 0; pair < PAIRS; pair++) {
                String[] words = lines.get(pair).split(" ", -1);
                Merges.Expected expected = new Merges(objects, () -> {})
                        .expected(List.of(ObjectId.fromHex(words[1]), ObjectId.fromHex(words[2])))
                        .orElseThrow();
                boolean same = expected.clean().contains(ObjectId.fromHex(words[3]));
                if (words[0].equals("clean")) {
                    clean++;
                    if (!same) {
                        different.add("pair " + pair + ": " + expected.clean().size() + " clean");
                    }
                }
            }
        }
        assertThat(clean).isGreaterThan(PAIRS / 3);
        assertThat(different).isEmpty();
    }

    /** A base and two branches of it, each of which changes a few files in a way of its own. */
    private static final class History {
        private final int pair;
        private final Random random;

        History(int pair) {
            this.pair = pair;
            this.random = new Random(pair);
        }

        void write(StringBuilder to) {
            Map<String, String> base = new TreeMap<>();
            for (int i = 0; i < 8; i++) {
                base.put((i % 3 == 0 ? "a/" : i % 3 == 1 ? "a/b/" : "") + "file" + i, text(20 + random.nextInt(40)));
            }
            commit(to, "base", base, "");
            commit(to, "ours", changed(base), "base");
            commit(to, "theirs", changed(base), "base");
        }

        private Map<String, String> changed(Map<String, String> base) {
            Map<String, String> files = new TreeMap<>(base);
            for (int change = 1 + random.nextInt(4); change > 0; change--) {
                List<String> names = new ArrayList<>(files.keySet());
                String name = names.get(random.nextInt(names.size()));
                switch (random.nextInt(9)) {
                    case 0 -> files.put("new" + random.nextInt(1000), text(10));
                    case 1 -> files.remove(name);
                    case 2 -> files.put("moved/" + random.nextInt(1000), String.valueOf(files.remove(name)));
                    case 4 -> files.put(name + "/inner", String.valueOf(files.remove(name)));
                    case 3 -> files.put("m" + random.nextInt(1000), edited(String.valueOf(files.remove(name))));
                    default -> files.put(name, edited(files.getOrDefault(name, "")));
                }
            }
            return files;
        }

        private String edited(String text) {
            List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
            int at = random.nextInt(lines.size());
            switch (random.nextInt(3)) {
                case 0 -> lines.set(at, "changed " + random.nextInt(1000));
                case 1 -> lines.add(at, random.nextBoolean() ? "" : "added " + random.nextInt(1000));
                default -> lines.remove(at);
            }
            return String.join("\n", lines);
        }

        /** Lines some of which are alike, as in programs. */
        private String text(int lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < lines; i++) {
                text.append(random.nextInt(4) == 0 ? "}" : "a line " + random.nextInt(500))
                        .append('\n');
            }
            return text.toString();
        }

        private void commit(StringBuilder to, String branch, Map<String, String> files, String from) {
            to.append("commit refs/heads/").append(branch).append(pair).append('\n');
            to.append("committer a <a> ").append(1_700_000_000 + pair).append(" +0000\ndata 0\n");
            if (!from.isEmpty()) {
                to.append("from refs/heads/").append(from).append(pair).append("\ndeleteall\n");
            }
            files.forEach((name, text) -> to.append("M 100644 inline ")
                    .append(name)
                    .append("\ndata ")
                    .append(text.length())
                    .append('\n')
                    .append(text)
                    .append('\n'));
        }
    }
}
