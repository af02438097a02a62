package dev.refwarden.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refwarden.suite.Effort;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class YamlEditTest {
    @Test
    void aFieldGoesBehindTheLastOneOfItsItemWhateverComesBetween() {
        assertThat(retired("""
                keys:
                  - id: a   # the laptop
                    ssh: "x # y"

                    # about dates
                    enrolled: 2025-01-01   # roughly
                    for:
                      - commits
                      - tags  # too

                  # the next one
                  - id: b
                """)).isEqualTo("""
                keys:
                  - id: a   # the laptop
                    ssh: "x # y"

                    # about dates
                    enrolled: 2025-01-01   # roughly
                    for:
                      - commits
                      - tags  # too
                    retired: T

                  # the next one
                  - id: b
                """);
    }

    @Test
    void whatIsThereIsReplacedAndItsCommentKept() {
        assertThat(retired("keys:\n- {id: a, retired: \"2025-01-01\"  , x: y} # c\n"))
                .isEqualTo("keys:\n- {id: a, retired: T  , x: y} # c\n");
        assertThat(retired("keys:\n - retired: '2025' # c\n   id: a\n"))
                .isEqualTo("keys:\n - retired: T # c\n   id: a\n");
        assertThat(retired("keys:\n - id: a\n   retired:   # soon\n   x: y\n"))
                .isEqualTo("keys:\n - id: a\n   retired: T   # soon\n   x: y\n");
        assertThat(retired("keys:\n - id: a\n   retired: ~\n")).isEqualTo("keys:\n - id: a\n   retired: T\n");
    }

    @Test
    void bracesMayGoOnOverSeveralLines() {
        assertThat(retired("keys: [\n  {id: a, # the first\n   x: {b: c}, # braces within\n  },\n  {id: b}]\n"))
                .isEqualTo(
                        "keys: [\n  {id: a, # the first\n   x: {b: c}, retired: T, # braces within\n  },\n  {id: b}]\n");
        assertThat(retired("{name: N, keys: [{id: b}, {id: a}]}"))
                .isEqualTo("{name: N, keys: [{id: b}, {id: a, retired: T}]}");
    }

    @Test
    void oddIndentationStays() {
        assertThat(retired("name: N\nkeys:\n-     id: a\n      x: y\n-  id: b\n"))
                .isEqualTo("name: N\nkeys:\n-     id: a\n      x: y\n      retired: T\n-  id: b\n");
        assertThat(retired("keys:\n-\n  id: a\n  x: y\n-\n  id: b\n"))
                .isEqualTo("keys:\n-\n  id: a\n  x: y\n  retired: T\n-\n  id: b\n");
        assertThat(retired("keys:\n  - \"id\": a\n    x: |\n      id: b\n      retired: no\n\n  - id: b\n"))
                .isEqualTo(
                        "keys:\n  - \"id\": a\n    x: |\n      id: b\n      retired: no\n    retired: T\n\n  - id: b\n");
    }

    @Test
    void lineEndsAndByteOrderMarksStay() {
        assertThat(retired("\ufeffkeys:\r\n  - id: a # é 😀\r\n  - id: b\r\n"))
                .isEqualTo("\ufeffkeys:\r\n  - id: a # é 😀\r\n    retired: T\r\n  - id: b\r\n");
        assertThat(retired("keys:\n  - id: a")).isEqualTo("keys:\n  - id: a\n    retired: T\n");
        assertThat(retired("# 😀😀\nkeys:\n  - id: a\n    name: \"😀\" # 😀\n  - id: b # 😀\n"))
                .isEqualTo("# 😀😀\nkeys:\n  - id: a\n    name: \"😀\" # 😀\n    retired: T\n  - id: b # 😀\n");
    }

    @Test
    void whatOnlyLooksLikeTheFieldIsNotTouched() {
        assertThat(retired("keys:\n  - id: a\n    x: 'retired: 2020'\n    # retired: 2021\n    y: {retired: 2022}\n"))
                .isEqualTo("""
                        keys:
                          - id: a
                            x: 'retired: 2020'
                            # retired: 2021
                            y: {retired: 2022}
                            retired: T
                        """);
        assertThat(retired("keys:\n  - {id: a, ssh: \"x retired: y}\"}\n"))
                .isEqualTo("keys:\n  - {id: a, ssh: \"x retired: y}\", retired: T}\n");
        assertThat(retired("retired: x\nkeys:\n- id: a\nid: a\n"))
                .isEqualTo("retired: x\nkeys:\n- id: a\n  retired: T\nid: a\n");
    }

    @Test
    void aDocumentMayHaveMarks() {
        assertThat(retired("%YAML 1.1\n---\nkeys:\n- id: a\n...\n"))
                .isEqualTo("%YAML 1.1\n---\nkeys:\n- id: a\n  retired: T\n...\n");
    }

    @Test
    void whatCannotBeChangedWithoutHarmIsLeft() {
        for (String text : List.of(
                "keys:\n  - ? id\n    : a\n", "keys: []\n", "keys:\n  - id: b\n", "- keys\n", "keys: {id: a}\n")) {
            assertThatThrownBy(() -> retired(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void itemsAreAdded() {
        assertThat(added("name: N\nkeys:\n  - id: a\n    x: y # c\n# end\nleft: 2026\n"))
                .isEqualTo("name: N\nkeys:\n  - id: a\n    x: y # c\n  - id: n\n    ssh: \"k\"\n# end\nleft: 2026\n");
        assertThat(added("name: N # c\n")).isEqualTo("name: N # c\nkeys:\n  - id: n\n    ssh: \"k\"\n");
        assertThat(added("name: N\nkeys: [] # none yet\nleft: 2026\n"))
                .isEqualTo("name: N\nkeys: # none yet\n  - id: n\n    ssh: \"k\"\nleft: 2026\n");
        assertThat(added("name: N\nkeys:  []\n")).isEqualTo("name: N\nkeys:\n  - id: n\n    ssh: \"k\"\n");
        assertThat(added("name: N\nkeys:\nleft: 2026\n"))
                .isEqualTo("name: N\nkeys:\n  - id: n\n    ssh: \"k\"\nleft: 2026\n");
        assertThat(added("{name: N}\n")).isEqualTo("{name: N, keys: [{id: n, ssh: \"k\"}]}\n");
        assertThat(added("{name: N, keys: []}\n")).isEqualTo("{name: N, keys: [{id: n, ssh: \"k\"}]}\n");
        assertThat(added("name: N\nkeys: [{id: a}, # c\n  {id: b},\n  ]\n"))
                .isEqualTo("name: N\nkeys: [{id: a}, # c\n  {id: b}, {id: n, ssh: \"k\"},\n  ]\n");
        assertThat(added("name: N\nkeys:\n- id: a\nemails: [x]\n"))
                .isEqualTo("name: N\nkeys:\n- id: a\n- id: n\n  ssh: \"k\"\nemails: [x]\n");
    }

    @Test
    void aFieldOfTheFileIsSet() {
        YamlEdit edit = YamlEdit.of("name: N\r\nkeys:\r\n  - id: a # c");
        edit.setTop("left", "T");
        assertThat(edit.text()).isEqualTo("name: N\r\nkeys:\r\n  - id: a # c\r\nleft: T\r\n");
        edit.setTop("left", "U");
        assertThat(edit.text()).isEqualTo("name: N\r\nkeys:\r\n  - id: a # c\r\nleft: U\r\n");
    }

    /** However a file is laid out: either it is left, or every other byte of it stays where it was. */
    @Test
    void nothingElseEverChanges() {
        Random random = new Random(5);
        int done = 0;
        int rounds = Effort.rounds(3_000);
        for (int round = 0; round < rounds; round++) {
            String text = file(random);
            String changed;
            try {
                changed = retired(text);
            } catch (IllegalArgumentException e) {
                continue;
            }
            done++;
            String without = changed.replaceFirst("(, |\r?\n *)?retired: T", "");
            boolean begun = without.equals(text)
                    || (without + "\n").equals(text)
                    || without.stripTrailing().equals(text);
            assertThat(begun).as(text + "\n→\n" + changed).isTrue();
        }
        assertThat(done).isGreaterThan(rounds * 5 / 6);
    }

    private static String file(Random random) {
        String end = random.nextInt(4) == 0 ? "\r\n" : "\n";
        List<String> lines = new ArrayList<>();
        comment(random, lines, "");
        lines.add("name: \"N # no comment\"  # a comment, 😀");
        lines.add("keys:" + (random.nextBoolean() ? "" : "   # all"));
        String indent = " ".repeat(random.nextInt(5));
        for (String id : random.nextBoolean() ? List.of("b", "a", "c") : List.of("a", "b")) {
            comment(random, lines, indent);
            if (random.nextInt(3) == 0) {
                lines.add(indent + "- {id: " + id + ", x: \"}\", y: [1, {z: 2}]" + (random.nextBoolean() ? "," : "")
                        + "}  # c");
            } else {
                int more = 1 + random.nextInt(3);
                String inner = indent + " ".repeat(more + 1);
                lines.add(indent + "-" + " ".repeat(more) + "id: " + (random.nextBoolean() ? id : "'" + id + "'"));
                comment(random, lines, inner);
                lines.add(inner + (random.nextBoolean() ? "x: {a: b} # c" : "for:" + end + inner + "- d  # e"));
            }
        }
        comment(random, lines, "");
        if (random.nextBoolean()) {
            lines.add("emails: [x]");
        }
        return String.join(end, lines) + (random.nextBoolean() ? end : "");
    }

    private static void comment(Random random, List<String> lines, String indent) {
        switch (random.nextInt(5)) {
            case 0 -> lines.add("");
            case 1 -> lines.add(indent + "# retired: no");
            case 2 -> lines.add("# far left");
            default -> {}
        }
    }

    private static String retired(String text) {
        YamlEdit edit = YamlEdit.of(text);
        edit.setInItem("keys", "id", "a", "retired", "T");
        return edit.text();
    }

    private static String added(String text) {
        YamlEdit edit = YamlEdit.of(text);
        edit.addItem("keys", List.of("id: n", "ssh: \"k\""));
        return edit.text();
    }
}
