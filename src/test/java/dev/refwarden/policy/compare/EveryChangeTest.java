package dev.refwarden.policy.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.policy.Folder;
import dev.refwarden.policy.read.Configuration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every key of every file, changed one way and back: a change is told as weaker, stronger or neither, never passed over. */
class EveryChangeTest {
    private static final Path TABLE = Path.of("src/test/resources/dev/refwarden/policy/compare/changes.txt");

    /** One change: what is in the file and what comes in its place; a whole file where nothing is there. */
    record Case(String name, String file, String before, String after, List<String> forth, List<String> back) {
        static Case parse(String block) {
            List<String> lines = block.strip().lines().toList();
            return new Case(
                    lines.get(0),
                    lines.get(1),
                    marked(lines, "-").get(0).translateEscapes(),
                    marked(lines, "+").get(0).translateEscapes(),
                    marked(lines, ">"),
                    marked(lines, "<"));
        }

        private static List<String> marked(List<String> lines, String mark) {
            return lines.subList(2, lines.size()).stream()
                    .filter(line -> line.startsWith(mark))
                    .map(line -> line.substring(Math.min(2, line.length())))
                    .toList();
        }

        /** The key that it is about. */
        String key() {
            return name.split(":", 2)[0];
        }

        void make(Folder folder) {
            if (before.isEmpty()) {
                folder.write(file, after + "\n");
            } else {
                folder.replace(file, before, after);
            }
        }
    }

    private static List<String> blocks() throws IOException {
        return List.of(Pattern.compile("\n\n").split(Files.readString(TABLE).strip()));
    }

    static List<Case> cases() throws IOException {
        return blocks().stream()
                .map(block ->
                        block.lines().filter(line -> !line.startsWith("#")).toList())
                .map(lines -> String.join("\n", lines))
                .filter(block -> !block.isBlank())
                .map(Case::parse)
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> aChangeIsToldAndSoIsItsUndoing(@TempDir Path temporary) throws IOException {
        return cases().stream()
                .map(one -> DynamicTest.dynamicTest(one.name(), () -> {
                    Folder before = laid(Files.createTempDirectory(temporary, "before"));
                    Folder after = laid(Files.createTempDirectory(temporary, "after"));
                    one.make(after);
                    List<String> forth = told(before.load(), after.load());
                    List<String> back = told(after.load(), before.load());
                    if (System.getenv("REFWARDEN_REWRITE") != null) {
                        rewrite(one, forth, back);
                        return;
                    }
                    assertThat(forth).isNotEmpty().isEqualTo(one.forth());
                    assertThat(back).isNotEmpty().isEqualTo(one.back());
                }));
    }

    /** Puts what is told now in the place of what was expected; to be read before it is kept. */
    private static void rewrite(Case one, List<String> forth, List<String> back) throws IOException {
        StringBuilder table = new StringBuilder();
        for (String block : blocks()) {
            List<String> lines = new ArrayList<>(block.lines().toList());
            if (lines.get(0).equals(one.name())) {
                lines.removeIf(line -> line.startsWith("> ") || line.startsWith("< "));
                forth.forEach(line -> lines.add("> " + line));
                back.forEach(line -> lines.add("< " + line));
            }
            table.append(String.join("\n", lines)).append("\n\n");
        }
        Files.writeString(TABLE, table.toString().stripTrailing() + "\n");
    }

    /** So that the next key is not forgotten here. */
    @Test
    void everyKeyOfEverySchemaIsAmongThem() throws IOException {
        List<String> keys = new ArrayList<>();
        for (String schema : List.of("policy", "server", "person", "issuers")) {
            keys.addAll(SchemaKeys.of(schema));
        }
        assertThat(keys).hasSizeGreaterThan(75);
        List<String> told = cases().stream().map(Case::key).toList();
        keys.removeAll(List.of("policy version", "server version", "person key.x509.crls"));
        assertThat(told).containsAll(keys);
    }

    static Folder laid(Path at) {
        Folder folder = Folder.full(at);
        folder.write("secrets/more.totp", "another\n").mode("secrets/more.totp", "rw-------");
        folder.write("authorities/dev.jwks.json", "{\"keys\":[]}\n");
        folder.write("authorities/more.jwks.json", "{\"keys\": []}\n");
        folder.write("authorities/issuers.yaml", """
                - issuer: "https://id.example.org/realms/dev"
                  keys: authorities/dev.jwks.json
                  algorithm: ES256
                  require: {amr: [hwk, user], acr: phrh}
                """);
        folder.write("authorities/same.pem", folder.read("authorities/corp-ca.pem"));
        folder.write(
                "authorities/more.pem",
                folder.read("authorities/corp-ca.pem") + resource("policy/compare/other-ca.pem"));
        folder.write("keys/other.asc", resource("policy/dora-expiring.asc"));
        for (String owner : List.of("owner", "owner-longer", "owner-subkey", "owner-revoked")) {
            folder.write("keys/" + owner + ".asc", resource("policy/compare/" + owner + ".asc"));
        }
        folder.write("people/frank.yaml", """
                name: Frank
                keys:
                  - id: frank-gpg
                    openpgp: keys/owner.asc
                    enrolled: 2026-03-01
                """);
        return folder;
    }

    private static String resource(String name) {
        try {
            return Files.readString(Path.of("src/test/resources/dev/refwarden", name), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> told(Configuration before, Configuration after) {
        return Comparison.of(before, after).stream()
                .map(change -> change.direction().name().toLowerCase(Locale.ROOT) + " " + change.subject() + ": "
                        + change.words())
                .toList();
    }
}
