package dev.refwarden.policy.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.refwarden.policy.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Schemas and parser agree: on every mistake that can be made in a file, one at a time, and on every file that is
 * right. A schema knows nothing of other files, so only mistakes of form count.
 */
class MistakesAndSchemasTest {
    private static final Map<Pattern, String> SCHEMAS = Map.of(
            Pattern.compile("policy\\.yaml"), "policy",
            Pattern.compile("server\\.yaml"), "server",
            Pattern.compile("people/.*\\.yaml"), "person",
            Pattern.compile("authorities/issuers\\.yaml"), "issuers");

    /** What the parser says of form alone. */
    private static final Pattern OF_FORM = Pattern.compile(
            ".*(unknown key|needs version|needs server|needs name|needs refs|needs match|is an empty list|"
                    + "expected a mapping|expected a list|expected (accepted|required|allow|signer|all|now|enforce|"
                    + "commits|hardware-touch)).*");

    @TestFactory
    Stream<DynamicTest> theyAgreeOnEveryMistake(@TempDir Path temporary) throws IOException {
        return Stream.of("server", "policy", "people")
                .flatMap(table -> mistakes(table).stream()
                        .filter(mistake -> schema(mistake.file()).isPresent())
                        .map(mistake -> DynamicTest.dynamicTest(
                                table + ": " + mistake.name(), () -> agree(mistake, temporary.resolve(table)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"policies", "src/test/resources/dev/refwarden/policy/full"})
    void everyFileThatIsRightIsRightByItsSchema(String folder) throws IOException {
        int seen = 0;
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                String name = file.toString().replaceFirst(".*/(people|authorities)/", "$1/");
                String base = name.contains("/") && !name.startsWith("people") && !name.startsWith("auth")
                        ? String.valueOf(file.getFileName())
                        : name;
                String schema =
                        base.equals("tests.yaml") ? "tests" : schema(base).orElseThrow();
                assertThat(faults(schema, Files.readString(file)))
                        .as(file.toString())
                        .isEmpty();
                seen++;
            }
        }
        assertThat(seen).isGreaterThan(3);
    }

    @Test
    void everySchemaNamesWhatItExplains() throws IOException {
        for (String schema : List.of("policy", "server", "person", "issuers", "tests")) {
            assertThat(text(schema)).contains("\"title\": \"Refwarden: ", "\"description\"");
        }
    }

    private static void agree(BrokenFilesTest.Mistake mistake, Path temporary) throws IOException {
        Folder folder = Folder.full(temporary.resolve(mistake.name().replaceAll("[^a-z]", "-")));
        mistake.make(folder);
        List<String> faults = faults(schema(mistake.file()).orElseThrow(), folder.read(mistake.file()));
        if (mistake.expected().isEmpty()) {
            assertThat(faults).isEmpty();
        } else if (mistake.expected().stream()
                .anyMatch(line -> OF_FORM.matcher(line).matches())) {
            assertThat(faults).as("the parser says %s", mistake.expected()).isNotEmpty();
        }
    }

    private static List<BrokenFilesTest.Mistake> mistakes(String table) {
        try {
            String text = Files.readString(Folder.resource("broken-" + table + ".txt"));
            return Arrays.stream(text.split("\n\n"))
                    .filter(block -> !block.startsWith("#"))
                    .map(String::strip)
                    .map(BrokenFilesTest.Mistake::parse)
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Optional<String> schema(String file) {
        return SCHEMAS.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(file).matches())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static List<String> faults(String schema, String yaml) throws IOException {
        try {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                    .getSchema(text(schema))
                    .validate(yaml, InputFormat.YAML)
                    .stream()
                    .map(Object::toString)
                    .toList();
        } catch (IllegalArgumentException e) {
            return List.of("no YAML at all");
        }
    }

    private static String text(String schema) throws IOException {
        return Files.readString(Path.of("src/main/resources/dev/refwarden/policy/" + schema + ".schema.json"));
    }
}
