package dev.refwarden.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.LocalTool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Thousands of trees, commits and tags, odd in every way, are judged as {@code git fsck} judges them. */
class FsckTest {
    private static final int EACH = 2_500;

    private static final Pattern REMARK =
            Pattern.compile("^(?:error|warning) in [a-z]+ ([0-9a-f]{40,64}): ([A-Za-z0-9]+):");

    /** What git cannot even take apart. */
    private static final Pattern UNREADABLE = Pattern.compile("^error: .*?([0-9a-f]{40,64})");

    /** What git remarks without thinking less of the object, or what is not this check's matter. */
    private static final Set<String> REMARKS = Set.of(
            // Old tools padded modes with zeros; everybody reads them alike.
            "zeroPaddedFilemode",
            // The name of a tag is held against its ref by a rule, and old tags have no tagger.
            "badTagName",
            "missingTaggerEntry",
            // Whether the blob behind that name can be read is a matter of the blob.
            "gitmodulesMissing",
            "gitmodulesBlob");

    /** What git passes over, but readers may take for something else than it does. */
    private static final Pattern STRICTER = Pattern.compile(
            "a header \"[a-z]+\" that tags do not have|the header \"[a-z]+\" appears twice or out of order");

    private final Random random = new Random(20_260_301);

    private ObjectFormat format = ObjectFormat.SHA1;
    private String blob = "";
    private String tree = "";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void everyTreeIsJudgedAsFsckJudgesIt(ObjectFormat named) throws IOException {
        format = named;
        compare("tree", this::tree, raw -> TreeForm.problem(raw, format).orElse(""));
    }

    @ParameterizedTest
    @EnumSource
    void everyCommitIsJudgedAsFsckJudgesIt(ObjectFormat named) throws IOException {
        format = named;
        compare(
                "commit",
                this::commit,
                raw -> ParsedCommit.of(raw, format) instanceof ParsedCommit.Malformed malformed
                        ? malformed.detail()
                        : "");
    }

    @ParameterizedTest
    @EnumSource
    void everyTagIsJudgedAsFsckJudgesIt(ObjectFormat named) throws IOException {
        format = named;
        compare(
                "tag",
                this::tag,
                raw -> ParsedTag.of(raw, format) instanceof ParsedTag.Malformed malformed ? malformed.detail() : "");
    }

    private void compare(String type, Function<Random, byte[]> maker, Function<byte[], String> judge)
            throws IOException {
        LocalTool.run(
                folder,
                Map.of(),
                new byte[0],
                List.of("git", "init", "-q", "--bare", "--object-format=" + format.word(), "r.git"));
        blob = store("blob", new byte[0]);
        tree = store("tree", new byte[0]);
        Map<String, byte[]> made = new LinkedHashMap<>();
        while (made.size() < EACH) {
            byte[] raw = maker.apply(random);
            made.put(store(type, raw), raw);
        }
        Map<String, List<String>> said = fsck();
        int refused = 0;
        for (Map.Entry<String, byte[]> object : made.entrySet()) {
            String problem = judge.apply(object.getValue());
            List<String> remarks = new ArrayList<>(said.getOrDefault(object.getKey(), List.of()));
            remarks.removeIf(REMARKS::contains);
            assertThat(!problem.isEmpty())
                    .as(
                            "git says %s, here it is \"%s\":%n%s",
                            said.get(object.getKey()),
                            problem,
                            new String(object.getValue(), StandardCharsets.ISO_8859_1))
                    .isEqualTo(!remarks.isEmpty() || STRICTER.matcher(problem).matches());
            refused += problem.isEmpty() ? 0 : 1;
        }
        assertThat(refused).isBetween(EACH / 5, EACH * 9 / 10);
    }

    private Map<String, List<String>> fsck() {
        byte[] output = LocalTool.run(
                folder,
                Map.of(),
                new byte[0],
                List.of("sh", "-c", "cd r.git; git fsck --no-dangling --no-progress 2>&1 || true"));
        Map<String, List<String>> said = new LinkedHashMap<>();
        for (String line :
                new String(output, StandardCharsets.ISO_8859_1).lines().toList()) {
            Matcher remark = REMARK.matcher(line);
            Matcher unreadable = UNREADABLE.matcher(line);
            if (remark.find()) {
                said.computeIfAbsent(remark.group(1), id -> new ArrayList<>()).add(remark.group(2));
            } else if (unreadable.find()) {
                said.computeIfAbsent(unreadable.group(1), id -> new ArrayList<>())
                        .add("unreadable");
            }
        }
        return said;
    }

    /** Writes a loose object as it is, and answers its id. */
    private String store(String type, byte[] raw) throws IOException {
        ByteArrayOutputStream object = new ByteArrayOutputStream();
        object.write((type + " " + raw.length + "\0").getBytes(StandardCharsets.US_ASCII));
        object.write(raw);
        String id = format.nameOf(ObjectType.of(type).orElseThrow(), raw).hex();
        Path file = folder.resolve("r.git/objects/" + id.substring(0, 2) + "/" + id.substring(2));
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            try (DeflaterOutputStream out = new DeflaterOutputStream(Files.newOutputStream(file))) {
                out.write(object.toByteArray());
            }
        }
        return id;
    }

    private byte[] tree(Random random) {
        String[] modes = {
            "100644",
            "100644",
            "100755",
            "40000",
            "120000",
            "160000",
            "100664",
            "040000",
            "100600",
            "7",
            "37777777777777",
            "0000100644"
        };
        String[] parts = {
            "a",
            "b",
            "B",
            ".git",
            ".GIT",
            "git~1",
            "GIT~1",
            ".",
            "..",
            " ",
            "\u00e2\u0080\u008c",
            ":x",
            ".gitmodules",
            ".gitattributes",
            ".mailmap",
            ".gitignore",
            "gitmod~1",
            "gi7eba~1",
            "GI7D29~1",
            "maba30~1",
            "\\",
            "::$INDEX_ALLOCATION",
            "/",
            "x.",
            "\u00ff",
            "-"
        };
        StringBuilder raw = new StringBuilder();
        List<String> names = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            String name = "";
            for (int part = random.nextInt(20) == 0 ? 0 : 1 + random.nextInt(2); part > 0; part--) {
                name += random.nextInt(3) > 0 ? parts[random.nextInt(3)] : parts[random.nextInt(parts.length)];
            }
            names.add(name);
        }
        if (random.nextInt(5) > 0) {
            names.sort(String::compareTo);
        }
        for (String name : names) {
            String mode = modes[random.nextInt(random.nextInt(4) > 0 ? 6 : modes.length)];
            raw.append(mode).append(' ').append(name).append('\0');
            String id = random.nextInt(40) == 0 ? format.nullId().hex() : mode.endsWith("40000") ? tree : blob;
            for (byte b : ObjectId.fromHex(id).bytes()) {
                raw.append((char) (b & 0xff));
            }
        }
        if (random.nextInt(30) == 0) {
            raw.setLength(raw.length() - random.nextInt(raw.length()));
        }
        return raw.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private byte[] commit(Random random) {
        List<String> lines = new ArrayList<>(List.of(
                "tree " + tree,
                "author " + identity(random),
                "committer " + identity(random),
                "encoding UTF-8",
                "",
                "Subject " + random.nextInt()));
        return lines(shuffled(lines, random));
    }

    private byte[] tag(Random random) {
        List<String> lines = new ArrayList<>(List.of(
                "object " + tree,
                "type tree",
                "tag v" + random.nextInt(100),
                "tagger " + identity(random),
                "",
                "Subject " + random.nextInt()));
        return lines(shuffled(lines, random));
    }

    /** Half of the time as it should be, else with one line lost, twice or at another place. */
    private static List<String> shuffled(List<String> lines, Random random) {
        int line = random.nextInt(4);
        switch (random.nextInt(8)) {
            case 0 -> lines.remove(line);
            case 1 -> lines.add(random.nextInt(4), lines.get(line));
            case 2 -> lines.add(random.nextInt(4), lines.remove(line));
            default -> {}
        }
        return lines;
    }

    private static String identity(Random random) {
        String[] names = {"Alice", "A B", "\u00c3\u00a9", "", "A<", "A>"};
        String[] emails = {"a@example.org", "a", "a", "", "a<b", "a b"};
        String[] times = {"1700000000", "1", "0", "01", "-1", "x", "99999999999999999999"};
        String[] zones = {"+0000", "-0100", "+0000", "+00000", "0000", "+000", "+00x0"};
        String space = random.nextInt(40) == 0 ? "" : " ";
        return one(names, random) + space + "<" + one(emails, random) + "> " + one(times, random) + " "
                + one(zones, random);
    }

    /** Mostly one of the first three, which are in order. */
    private static String one(String[] choices, Random random) {
        return choices[random.nextInt(random.nextInt(8) > 0 ? 3 : choices.length)];
    }

    private static byte[] lines(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1);
    }
}
