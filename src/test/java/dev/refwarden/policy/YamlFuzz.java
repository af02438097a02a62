package dev.refwarden.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.refwarden.fuzz.Promise;
import dev.refwarden.people.PersonId;
import dev.refwarden.policy.read.PeopleResolver;
import dev.refwarden.policy.read.PolicyReader;
import dev.refwarden.policy.yaml.PolicyProblems;
import dev.refwarden.policy.yaml.Problem;
import dev.refwarden.policy.yaml.Problems;
import dev.refwarden.policy.yaml.Section;
import dev.refwarden.policy.yaml.Yaml;
import dev.refwarden.policy.yaml.YamlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** YAML, and the rules in it: whatever cannot be read is a problem with a place. */
public final class YamlFuzz {
    private YamlFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Problems problems = new Problems();
        Optional<Yaml> yaml = YamlReader.read("policy.yaml", input, problems);
        Promise.that(yaml.isPresent() || problems.count() > 0, "what cannot be read is a problem");
        if (yaml.isPresent()) {
            Optional<Section> section = Section.of(yaml.get(), "this file", problems);
            if (section.isPresent()) {
                List<PersonId> people = Stream.of("alice", "bob", "carol", "dora", "erik")
                        .map(PersonId::new)
                        .toList();
                new PolicyReader(new PeopleResolver(List.of(), people, false, problems), problems).read(section.get());
            }
        }
        try {
            problems.refuseAny();
        } catch (PolicyProblems e) {
            for (Problem problem : e.problems()) {
                Promise.that(problem.place().line() <= 1 + input.length, "a problem stands in the file");
                Promise.that(!problem.message().isBlank(), "a problem is told");
            }
        }
    }

    public static List<byte[]> seeds() {
        try {
            return List.of(
                    Files.readAllBytes(Folder.resource("full").resolve("policy.yaml")),
                    Files.readAllBytes(Folder.resource("full").resolve("server.yaml")),
                    utf8("version: 1\nrepositories:\n- match: ['**']\n  until: 2027-01-15\n  rules: []\n"),
                    utf8("a: &x [1, *x]\n<<: {b: !!int 1}\n? [c]\n: d\n"),
                    utf8("\ufeff%YAML 1.1\n---\na: |2+\n   b\n...\n---\nc: >-\n d\n"),
                    utf8("{a: \"\\u263a\\x41\\\n  b\", 'c''d': ~, e: , f: - g}\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }
}
