package dev.refwarden.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.LocalTool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of ref names, odd in every way, are judged as {@code git check-ref-format} judges them. */
class CheckRefFormatTest {
    private static final int NAMES = 5_000;

    /** Reads names, a line each, and says of each how it was judged. */
    private static final String JUDGE =
            "while IFS= read -r name; do git check-ref-format \"$name\" && echo yes || echo no; done";

    private static final String[] ORDINARY = {"a", "b", "main", "v1", "/", "/", "-", "\u00e4", "\ud83d\ude80"};

    private static final String[] ODD = {
        ".", "..", ".lock", "lock", "@", "{", "@{", "}", " ", "~", "^", ":", "?", "*", "[", "]", "\\", "\t", "\u0001",
        "\u007f", "\u0080", "\u00a0", "\u202e", "//", "/.", "./", ".lock/", "'", "\"", "$(x)", ";", "!", "#", "%", "&",
        "<", ">", "|", "HEAD", "refs/", "-", "=", ",", "+", "\r"
    };

    private final Random random = new Random(20_261_130);

    @TempDir
    Path folder;

    @Test
    void everyNameIsJudgedAsGitJudgesIt() {
        List<String> names = names();
        String[] answers = git(names).split("\n", -1);
        assertThat(answers).hasSize(names.size() + 1);
        int taken = 0;
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            // git receive-pack asks for refs/ and two levels below it besides.
            boolean expected =
                    answers[i].equals("yes") && name.startsWith("refs/") && name.indexOf('/', "refs/".length()) >= 0;
            assertThat(new RefName(name).isWellFormed())
                    .as("git says %s of \"%s\"", answers[i], name)
                    .isEqualTo(expected);
            taken += expected ? 1 : 0;
        }
        assertThat(taken).isBetween(NAMES / 5, NAMES * 4 / 5);
    }

    /** Neither fits in a line of the list above, and git cannot be asked about the latter at all. */
    @Test
    void lineFeedsAndZerosAreRefused() {
        byte[] answer = LocalTool.run(
                folder,
                Map.of(),
                new byte[0],
                List.of("sh", "-c", "git check-ref-format \"$1\" && echo yes || echo no", "sh", "refs/heads/a\nb"));
        assertThat(new String(answer, StandardCharsets.UTF_8)).isEqualTo("no\n");
        assertThat(new RefName("refs/heads/a\nb").isWellFormed()).isFalse();
        assertThat(new RefName("refs/heads/a\0b").isWellFormed()).isFalse();
    }

    private String git(List<String> names) {
        byte[] lines = (String.join("\n", names) + "\n").getBytes(StandardCharsets.UTF_8);
        return new String(LocalTool.run(folder, Map.of(), lines, List.of("sh", "-c", JUDGE)), StandardCharsets.UTF_8);
    }

    private List<String> names() {
        Set<String> names = new LinkedHashSet<>();
        while (names.size() < NAMES) {
            names.add(beginning() + rest());
        }
        return new ArrayList<>(names);
    }

    private String beginning() {
        String[] others = {"refs/", "", "/refs/heads/", "Refs/heads/", "refs//", "ref/heads/", "refs/heads/"};
        return random.nextInt(10) > 0 ? "refs/heads/" : others[random.nextInt(others.length)];
    }

    /** Half of the time nothing but what names are made of. */
    private String rest() {
        boolean odd = random.nextBoolean();
        StringBuilder rest = new StringBuilder();
        for (int parts = 1 + random.nextInt(6); parts > 0; parts--) {
            rest.append(odd && random.nextInt(3) == 0 ? one(ODD) : one(ORDINARY));
        }
        return rest.toString();
    }

    private String one(String[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
