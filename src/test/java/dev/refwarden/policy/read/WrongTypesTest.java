package dev.refwarden.policy.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.policy.Folder;
import dev.refwarden.policy.yaml.Problems;
import dev.refwarden.policy.yaml.Yaml;
import dev.refwarden.policy.yaml.YamlReader;
import dev.refwarden.suite.Effort;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is in the place of whatever: problems with places in that file, or a configuration that is legal. */
class WrongTypesTest {
    private static final List<String> REPLACEMENTS = List.of(
            "x",
            "\"\"",
            "'quoted'",
            "7",
            "-1",
            "0",
            "1.5",
            "true",
            "null",
            "~",
            "",
            "[]",
            "[x]",
            "[[]]",
            "[~]",
            "{}",
            "{x: 1}",
            "{? [] : x}",
            "2026-09-01",
            "[7, true]");

    private @TempDir Path temporary;

    @ParameterizedTest
    @ValueSource(strings = {"server.yaml", "policy.yaml", "people/alice.yaml", "people/bob.yaml"})
    void neverAnExceptionAndAlwaysAPlace(String file) {
        Folder folder = Folder.full(temporary.resolve("config"));
        Problems none = new Problems();
        Yaml root = YamlReader.read(file, folder.read(file).getBytes(StandardCharsets.UTF_8), none)
                .orElseThrow();
        assertThat(none.count()).isZero();
        List<String> variants = new ArrayList<>();
        variants(root, text -> variants.add(text));
        assertThat(variants).hasSizeGreaterThan(200);
        int refused = 0;
        for (int i = 0; i < variants.size(); i += Effort.step()) {
            String variant = variants.get(i);
            folder.write(file, variant);
            List<String> problems = folder.problems();
            refused += problems.isEmpty() ? 0 : 1;
            // Another file may be blamed, for example for an e-mail that now belongs to two people.
            assertThat(problems).as(variant).allMatch(problem -> problem.matches("[a-z/]+\\.yaml(:\\d+:\\d+)?: .+"));
        }
        assertThat(refused).isGreaterThan(variants.size() / Effort.step() / 2);
    }

    /** Every text that comes of putting every replacement in the place of one node. */
    private static void variants(Yaml node, Consumer<String> found) {
        REPLACEMENTS.forEach(found);
        if (node instanceof Yaml.Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                List<Yaml> items = sequence.items();
                int at = i;
                variants(items.get(i), text -> found.accept(list(items, at, text)));
            }
        }
        if (node instanceof Yaml.Mapping mapping) {
            for (int i = 0; i < mapping.entries().size(); i++) {
                List<Yaml.Entry> entries = mapping.entries();
                int at = i;
                variants(entries.get(i).value(), text -> found.accept(mapping(entries, at, text)));
                found.accept(mapping(without(entries, i), -1, ""));
            }
        }
    }

    private static List<Yaml.Entry> without(List<Yaml.Entry> entries, int index) {
        List<Yaml.Entry> rest = new ArrayList<>(entries);
        rest.remove(index);
        return rest;
    }

    private static String list(List<Yaml> items, int replaced, String replacement) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            parts.add(i == replaced ? replacement : text(items.get(i)));
        }
        return "[" + String.join(", ", parts) + "]";
    }

    private static String mapping(List<Yaml.Entry> entries, int replaced, String replacement) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            String value = i == replaced ? replacement : text(entries.get(i).value());
            parts.add("\"" + entries.get(i).key().value() + "\": " + value);
        }
        return "{" + String.join(", ", parts) + "}";
    }

    private static String text(Yaml node) {
        if (node instanceof Yaml.Sequence sequence) {
            return list(sequence.items(), -1, "");
        }
        if (node instanceof Yaml.Mapping mapping) {
            return mapping(mapping.entries(), -1, "");
        }
        Yaml.Scalar scalar = (Yaml.Scalar) node;
        boolean quoted = scalar.quoted() || scalar.value().contains(",");
        return quoted ? "\"" + scalar.value() + "\"" : scalar.value();
    }

    @ParameterizedTest
    @ValueSource(strings = {"server.yaml", "policy.yaml", "people/alice.yaml"})
    void writtenAnewItMeansTheSame(String file) {
        Folder folder = Folder.full(temporary.resolve("config"));
        Yaml root = YamlReader.read(file, folder.read(file).getBytes(StandardCharsets.UTF_8), new Problems())
                .orElseThrow();
        folder.write(file, text(root));
        assertThat(folder.problems()).isEmpty();
    }
}
