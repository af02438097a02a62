package dev.refwarden.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.LocalTool;
import dev.refwarden.crypto.Digests;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of ref names, odd in every way, are pushed to a repository without a hook: what git refuses is refused here, and what
 * is refused besides has a reason of its own.
 */
class RefNameJudgeTest {
    private static final int NAMES = 6_000;

    private static final List<String> FOLDERS = List.of(
            "refs/heads/",
            "refs/heads/",
            "refs/heads/",
            "refs/tags/",
            "refs/tags/",
            "refs/notes/",
            "refs/",
            "refs//",
            "refs/replace/",
            "refs/namespaces/",
            "Refs/heads/",
            "/refs/heads/",
            "");

    private static final List<String> PIECES = List.of(
            "/",
            "/",
            "/",
            ".",
            "..",
            "@{",
            "@",
            "{",
            ".lock",
            ".LOCK",
            "lock",
            "-",
            "//",
            "/.",
            "./",
            " ",
            "~",
            "^",
            ":",
            "?",
            "*",
            "[",
            "]",
            "\\",
            "'",
            "\"",
            "$(x)",
            "\u0001",
            "\t",
            "\r",
            "\u001b[31m",
            "\u007f",
            "\u00e9",
            "e\u0301",
            "\u0085",
            "\u00ad",
            "\u200b",
            "\u202e",
            "\u2066",
            "\u2028",
            "\ufeff",
            "\ufffd",
            "\ud83d\ude00",
            "\u4e2d",
            "HEAD",
            "FETCH_HEAD",
            "refs/",
            "heads/",
            "tags/",
            "remotes/",
            "origin/",
            "main",
            "0123456789abcdef0123456789abcdef01234567");

    /** No UTF-8: alone, cut short, longer than need be, half of a pair, beyond the last character. */
    private static final List<byte[]> BROKEN = List.of(
            new byte[] {(byte) 0xff},
            new byte[] {(byte) 0xc3},
            new byte[] {(byte) 0xc0, (byte) 0xaf},
            new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
            new byte[] {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80});

    /** What no name may be, or hold, whatever git thinks of it. */
    private static final Pattern FORBIDDEN = Pattern.compile("(?s)refs/(replace|namespaces)/.*"
            + "|.*[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\ufffd].*"
            + "|refs/(heads|tags)/(HEAD|FETCH_HEAD|@|[0-9a-f]{40}|[0-9a-f]{64}|refs/.*)"
            + "|refs/tags/(heads|tags|remotes)/.*"
            + "|.{3001,}");

    private final Random random = new Random(20_260_302);

    @TempDir
    Path folder;

    @Test
    void whatGitRefusesIsRefusedAndWhatIsRefusedBesidesIsForbiddenHere() {
        List<byte[]> names = names();
        List<String> reports = pushed(names);
        NavigableSet<String> created = new TreeSet<>();
        for (int i = 0; i < names.size(); i++) {
            if (reports.get(i).startsWith("ok ")) {
                created.add(latin(names.get(i)));
            }
        }
        int refused = 0;
        for (int i = 0; i < names.size(); i++) {
            RefName name = new RefName(new String(names.get(i), StandardCharsets.UTF_8));
            Optional<String> forbidden = RefNameJudge.forbidden(creating(name), name);
            String report = reports.get(i);
            boolean git = report.endsWith(" funny refname")
                    || (report.startsWith("ng ") && !isBesideAnother(latin(names.get(i)), created));
            boolean here = FORBIDDEN.matcher(name.value()).matches();
            assertThat(forbidden.isPresent())
                    .as("%s: git says \"%s\", here it is %s", name, report, forbidden)
                    .isEqualTo(git || here);
            refused += forbidden.isPresent() ? 1 : 0;
        }
        assertThat(refused).isBetween(NAMES / 5, NAMES * 9 / 10);
        assertThat(created).hasSizeGreaterThan(NAMES / 10);
    }

    private static UpdateEvidence creating(RefName name) {
        Scene scene = new Scene("push: {}");
        scene.update = new RefUpdate(ObjectId.ZERO, Scene.id(2), name);
        return scene.updateEvidence();
    }

    /** Whether another name that was created keeps this one from being a file; that is not a matter of the name itself. */
    private static boolean isBesideAnother(String name, NavigableSet<String> created) {
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            if (created.contains(name.substring(0, slash))) {
                return true;
            }
        }
        String below = created.ceiling(name + "/");
        return below != null && below.startsWith(name + "/");
    }

    private static String latin(byte[] name) {
        return new String(name, StandardCharsets.ISO_8859_1);
    }

    private List<byte[]> names() {
        Set<String> different = new LinkedHashSet<>();
        while (different.size() < NAMES) {
            different.add(latin(name()));
        }
        List<byte[]> names = new ArrayList<>();
        different.forEach(name -> names.add(name.getBytes(StandardCharsets.ISO_8859_1)));
        return names;
    }

    private byte[] name() {
        ByteArrayOutputStream name = new ByteArrayOutputStream();
        name.writeBytes(utf8(FOLDERS.get(random.nextInt(FOLDERS.size()))));
        int pieces = 1 + random.nextInt(5);
        for (int i = 0; i < pieces; i++) {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> name.writeBytes(utf8(PIECES.get(random.nextInt(PIECES.size()))));
                case 3 -> {
                    if (random.nextInt(4) == 0) {
                        name.writeBytes(BROKEN.get(random.nextInt(BROKEN.size())));
                    }
                }
                case 4 -> {
                    if (random.nextInt(10) == 0) {
                        name.writeBytes(utf8(length()));
                    }
                }
                default -> name.writeBytes(utf8(Integer.toString(random.nextInt(46_656), 36)));
            }
        }
        return name.toByteArray();
    }

    /** Levels around the length at which files can no longer have such a name, and names of thousands of bytes. */
    private String length() {
        return random.nextBoolean()
                ? "a".repeat(245 + random.nextInt(15))
                : ("/" + "b".repeat(random.nextInt(100))).repeat(1 + random.nextInt(60));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What git reports of each name, in their order, where all are created in one push. */
    private List<String> pushed(List<byte[]> names) {
        String tip = repository();
        ByteArrayOutputStream push = new ByteArrayOutputStream();
        for (int i = 0; i < names.size(); i++) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            line.writeBytes(utf8(ObjectId.ZERO.hex() + " " + tip + " "));
            line.writeBytes(names.get(i));
            line.writeBytes(utf8(i == 0 ? "\0report-status" : ""));
            packet(line.toByteArray(), push);
        }
        push.writeBytes(utf8("0000"));
        byte[] pack = {'P', 'A', 'C', 'K', 0, 0, 0, 2, 0, 0, 0, 0};
        push.writeBytes(pack);
        push.writeBytes(Digests.sha1().digest(pack));
        List<String> reports = new ArrayList<>();
        // Git names files that Java cannot, and says so in no UTF-8.
        String receive = "git receive-pack r.git 2>/dev/null && rm -rf r.git";
        byte[] answer = LocalTool.run(folder, Map.of(), push.toByteArray(), List.of("sh", "-c", receive));
        for (String line : packets(latin(answer))) {
            if (line.startsWith("ok ") || line.startsWith("ng ")) {
                reports.add(line.strip());
            }
        }
        assertThat(reports).hasSameSizeAs(names);
        return reports;
    }

    private String repository() {
        String script = "git init -q --bare r.git; cd r.git; git config core.fsync none;"
                + " export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a;"
                + " git commit-tree -m x $(git mktree </dev/null)";
        return latin(LocalTool.run(folder, Map.of(), new byte[0], List.of("sh", "-c", script)))
                .strip();
    }

    private static void packet(byte[] line, ByteArrayOutputStream into) {
        into.writeBytes(utf8(String.format("%04x", line.length + 4)));
        into.writeBytes(line);
    }

    /** The lines of git's protocol, what only separates them left out. */
    private static List<String> packets(String answer) {
        List<String> lines = new ArrayList<>();
        int at = 0;
        while (at < answer.length()) {
            int length = Integer.parseInt(answer.substring(at, at + 4), 16);
            if (length > 4) {
                lines.add(answer.substring(at + 4, at + length));
            }
            at += Math.max(length, 4);
        }
        return lines;
    }
}
