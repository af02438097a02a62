package dev.refwarden.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick reader gives the very tree that the parser of all YAML gives, places included, or none. */
class PlainYamlTest {
    private static final int DAMAGED = 60_000;

    private static List<byte[]> files() throws IOException {
        List<byte[]> files = new ArrayList<>();
        for (String folder : List.of("policies", "src/test/resources")) {
            try (Stream<Path> paths = Files.walk(Path.of(folder))) {
                for (Path path : paths.filter(path -> path.toString().endsWith(".yaml"))
                        .sorted()
                        .toList()) {
                    files.add(Files.readAllBytes(path));
                }
            }
        }
        return files;
    }

    /** Whether the quick reader read it, and if so, as the other does. */
    private static boolean agree(byte[] bytes) {
        Optional<Yaml> quick = PlainYaml.read("f", bytes);
        if (quick.isPresent()) {
            Problems problems = new Problems();
            Optional<Yaml> slow = YamlReader.readAny("f", bytes, problems);
            String text = new String(bytes, StandardCharsets.UTF_8);
            assertThat(problems.count()).as(text).isZero();
            assertThat(quick).as(text).isEqualTo(slow);
        }
        return quick.isPresent();
    }

    @Test
    void allFilesHereAreReadTheSame() throws IOException {
        int quick = 0;
        List<byte[]> files = files();
        for (byte[] file : files) {
            quick += agree(file) ? 1 : 0;
        }
        assertThat(files.size()).isGreaterThan(100);
        assertThat(quick).isGreaterThan(files.size() * 9 / 10);
    }

    @Test
    void damagedOnesAreReadTheSameOrNotAtAll() throws IOException {
        Random random = new Random(5);
        List<byte[]> files = files();
        String alphabet = "[]{}:,-?&*!|>'\"%@`# \n\n  ~<a1./=\\\t";
        List<String> pieces = List.of(
                ": ", "- ", " #", "\n- ", "\n  - ", "\n  ", "''", ", ", "[]", "{}", "a: b", "---\n", ":\n", " ]", "[ ");
        int read = 0;
        for (int i = 0; i < DAMAGED; i++) {
            StringBuilder text =
                    new StringBuilder(new String(files.get(random.nextInt(files.size())), StandardCharsets.UTF_8));
            if (text.length() > 2_000) {
                continue;
            }
            for (int damage = random.nextInt(3); damage >= 0 && text.length() > 0; damage--) {
                int at = random.nextInt(text.length());
                int gone = Math.min(random.nextInt(4), text.length() - at);
                String piece = random.nextBoolean()
                        ? pieces.get(random.nextInt(pieces.size()))
                        : String.valueOf(alphabet.charAt(random.nextInt(alphabet.length())));
                text.replace(at, at + gone, random.nextInt(4) == 0 ? "" : piece);
            }
            read += agree(text.toString().getBytes(StandardCharsets.UTF_8)) ? 1 : 0;
        }
        assertThat(read).isGreaterThan(DAMAGED / 8);
    }

    @Test
    void shortTextsOfEveryKindAreReadTheSameOrNotAtAll() {
        Random random = new Random(6);
        List<String> pieces = List.of(
                "a", "b:", "a: ", "- ", "  ", "\n", "\n", " ", "[", "]", "{", "}", ", ", "\"x\"", "'y'", "#", " # c",
                "1", "/", "*", "x y", ":", "-", "null", "~", "a:b", ".");
        int read = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = 1 + random.nextInt(9); j > 0; j--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            read += agree(text.toString().getBytes(StandardCharsets.UTF_8)) ? 1 : 0;
        }
        assertThat(read).isGreaterThan(500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: 1\n",
                "a: 1",
                "# c\n\na: 1 # d\nb:\n- x\n- y: 1\n  z: {k: [1, \"2\", 'three'], l: {}}\nc:\n    - https://x/y\n",
                "a: []\nb: [ x , y ]\n",
                "a: x#y\nb: it's\n",
                "- a: 1\n- b\n",
            })
    void whatPeopleWriteIsReadQuickly(String text) {
        assertThat(agree(text.getBytes(StandardCharsets.UTF_8))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nothing\n",
                "a:\n",
                "a: |\n  x\n",
                "a: &x 1\n",
                "a: *x\n",
                "a: !t 1\n",
                "a: 1\na: 2\n",
                "a: b: c\n",
                "a: x\n y\n",
                "a: [1,\n 2]\n",
                "--- a\n",
                " a: 1\n",
                "a: \"\\n\"\n",
                "a: 'x''y'\n",
                "a: ü\n",
                "a: 1\r\n",
                "a:\t1\n",
                "- - a\n",
                "-\n  a: 1\n",
                "\"a\": 1\n",
                "a: 1\n- b\n",
                "a: 1\n  b: 2\n",
                "a: [x\n",
                "a: [x, ]\n",
                "a: {x}\n",
                "text\n",
            })
    void whatIsUnusualIsLeftToTheOther(String text) {
        assertThat(PlainYaml.read("f", text.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void whatIsDeepOrWideIsLeftToTheOther() {
        byte[] deep = ("a: " + "[".repeat(40) + "]".repeat(40)).getBytes(StandardCharsets.UTF_8);
        assertThat(PlainYaml.read("f", deep)).isEmpty();
        StringBuilder wide = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            wide.append("k").append(i).append(": 1\n");
        }
        assertThat(PlainYaml.read("f", wide.toString().getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }
}
