package dev.refwarden.policy.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.policy.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every mistake that can be made in a file, one at a time, with the very words and the place that answer it. */
class BrokenFilesTest {
    /**
     * One mistake in the example that shows every key.
     *
     * @param before what is in the file; empty: {@code after} is the whole file
     * @param expected no problem at all where this is empty
     */
    record Mistake(String name, String file, String before, String after, List<String> expected) {
        /** From lines that begin with the name, the file, what goes ({@code -}), what comes ({@code +}), what is said ({@code =}). */
        static Mistake parse(String block) {
            List<String> lines = block.lines().toList();
            return new Mistake(
                    lines.get(0),
                    lines.get(1),
                    marked(lines, "- "),
                    marked(lines, "+ "),
                    marked(lines, "= ").lines().toList());
        }

        private static String marked(List<String> lines, String mark) {
            List<String> found = new ArrayList<>();
            for (String line : lines.subList(2, lines.size())) {
                if (line.startsWith(mark)) {
                    found.add(line.substring(mark.length()));
                }
            }
            return String.join("\n", found).translateEscapes();
        }

        void make(Folder folder) {
            if (before.isEmpty()) {
                folder.write(file, after + "\n");
            } else {
                folder.replace(file, before, after);
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> everyMistakeIsAnsweredInItsPlace(@TempDir Path temporary) throws IOException {
        return Stream.of("server", "policy", "people", "yaml").flatMap(table -> mistakes(table, temporary));
    }

    private static Stream<DynamicTest> mistakes(String table, Path temporary) {
        String text;
        try {
            text = Files.readString(Folder.resource("broken-" + table + ".txt"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return Stream.of(text.split("\n\n+"))
                .filter(block -> !block.isBlank() && !block.startsWith("#"))
                .map(Mistake::parse)
                .map(mistake -> DynamicTest.dynamicTest(table + ": " + mistake.name(), () -> {
                    Folder folder = Folder.full(Files.createTempDirectory(temporary, "config"));
                    assertThat(folder.problems()).isEmpty();
                    mistake.make(folder);
                    assertThat(folder.problems()).isEqualTo(mistake.expected());
                }));
    }
}
