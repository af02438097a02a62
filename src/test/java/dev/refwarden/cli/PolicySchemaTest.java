package dev.refwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema takes what the parser takes, as far as a schema can say it. */
class PolicySchemaTest {
    private static final String HEAD =
            "version: 1\nrepositories:\n  - match: [\"**\"]\n    rules:\n      - name: r\n        refs: [refs/heads/main]\n        ";

    @Test
    void everyPolicyThatTheParserTakesIsTaken() throws IOException {
        List<Path> policies = new ArrayList<>();
        for (String folder : List.of("policies", "src/test/resources/scenarios")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.filter(file -> file.endsWith("policy.yaml")).forEach(policies::add);
            }
        }
        assertThat(policies).hasSizeGreaterThan(60);
        for (Path policy : policies) {
            assertThat(faults(Files.readString(policy))).as(policy.toString()).isEmpty();
        }
        assertThat(faults(Files.readString(Path.of("src/test/resources/dev/refwarden/policy/full/policy.yaml"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "comits: {signed-by: [alice]}",
                "commits: {signed-by: []}",
                "commits: {signed-by: alice}",
                "commits: {scope: all}",
                "commits: {signed-by: [alice], scope: everything}",
                "commits: {signed-by: [alice], vouched: [main]}",
                "tags: {signed-by: [alice], on: []}",
                "keys: {types: [dsa]}",
                "keys: {cool-down: 14}",
                "keys: {cool-down: soon}",
                "keys: {hardware: yes please}",
                "push: {second-factor: []}",
                "push: {second-factor: [sms]}",
                "push: {approvals: {count: 0, by: [alice]}}",
                "push: {approvals: {count: 1}}",
                "push: {robots: {second-factor: [hardware-touch]}}",
                "push: {force: maybe}",
                "paths: [{match: [pom.xml]}]",
                "paths: {match: [pom.xml], approvals: {count: 1, by: [alice]}}"
            })
    void whatTheParserRefusesByFormIsRefused(String rule) throws IOException {
        assertThat(faults(HEAD + rule + "\n")).isNotEmpty();
    }

    private static List<String> faults(String yaml) throws IOException {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(PolicySchema.text("policy"));
        return schema.validate(yaml, InputFormat.YAML).stream()
                .map(Object::toString)
                .toList();
    }
}
