package dev.refwarden.ledger.tree;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of one real checkpoint when a single thing in it is damaged. */
class NoteDamageTest {
    private static final String ORIGIN = "git.example.org/refwarden";
    private static final LogKey KEY = key(ORIGIN);
    private static final String ROOT = TestTree.ofLines(11).head(11).root().base64();
    private static final String TEXT = ORIGIN + "\n11\n" + ROOT + "\n";
    private static final String NOTE = KEY.sign(TEXT).toString();
    private static final String LINE = NOTE.substring(TEXT.length() + 1);
    private static final String BASE64 = LINE.substring(LINE.lastIndexOf(' ') + 1, LINE.length() - 1);
    private static final String OTHERS =
            key("witness.example.org/w").sign(TEXT).signatures().get(0) + "\n";

    private static final String FORM = "malformed: not the lines origin, tree size and root hash";
    private static final String SIZE = "malformed: the tree size is not a decimal number in its shortest form";
    private static final String HEAD = "malformed: no tree has this size and root hash";
    private static final String NO_BLANK = "malformed: no blank line before the signatures";
    private static final String FIRST_LINE = "malformed: signature line 1 is malformed";
    private static final String SECOND_LINE = "malformed: signature line 2 is malformed";
    private static final String CONTROL = "malformed: a control character";

    static Stream<Arguments> texts() {
        return Stream.of(
                row("size with a leading zero", "\n11\n", "\n011\n", SIZE),
                row("size with a plus sign", "\n11\n", "\n+11\n", SIZE),
                row("negative size", "\n11\n", "\n-11\n", SIZE),
                row("size with a space", "\n11\n", "\n11 \n", SIZE),
                row("size in hexadecimal", "\n11\n", "\nb\n", SIZE),
                row("size in other digits", "\n11\n", "\n\u0661\u0661\n", SIZE),
                row("size of 20 digits", "\n11\n", "\n10000000000000000000\n", SIZE),
                row("size of 2^63", "\n11\n", "\n9223372036854775808\n", HEAD),
                row("two zeros", "\n11\n", "\n00\n", SIZE),
                row("empty tree with another root", "\n11\n", "\n0\n", HEAD),
                row("no size", "\n11\n", "\n", FORM),
                row("empty size", "\n11\n", "\n\n", FORM),
                row("root of 31 bytes", ROOT, "A".repeat(42) + "==", HEAD),
                row("root of 33 bytes", ROOT, "A".repeat(44), HEAD),
                row("root without padding", ROOT, ROOT.replace("=", ""), HEAD),
                row("root with unused bits", ROOT, "A".repeat(42) + "B=", HEAD),
                row("root with a space", ROOT, ROOT + " ", HEAD),
                row("no root", ROOT + "\n", "", FORM),
                row("no origin", ORIGIN + "\n", "", FORM),
                row("empty origin", ORIGIN + "\n", "\n", FORM),
                row("empty extension line", ROOT + "\n", ROOT + "\n\n", FORM),
                row("text of one line feed", TEXT, "\n", FORM),
                row("origin in capitals", ORIGIN, "GIT.example.org/refwarden", "other log: GIT.example.org/refwarden"),
                row("origin with a space", ORIGIN, ORIGIN + " ", "other log: " + ORIGIN + " "),
                row("byte order mark", ORIGIN, "\ufeff" + ORIGIN, "other log: \ufeff" + ORIGIN));
    }

    static Stream<Arguments> notes() {
        return Stream.of(
                row("another size", "\n11\n", "\n12\n", "bad signature"),
                row("an extension line added", ROOT, ROOT + "\nmore", "bad signature"),
                row("carriage returns", "\n", "\r\n", CONTROL),
                row("tab", "\n11\n", "\n11\t\n", CONTROL),
                row("zero byte", "\n11\n", "\n11\0\n", CONTROL),
                row("no blank line", "\n\n", "\n", NO_BLANK),
                row("blank line with a space", "\n\n", "\n \n", NO_BLANK),
                row("three line feeds", "\n\n", "\n\n\n", FORM),
                row("no signature", LINE, "", "malformed: no signature line"),
                row("no line feed at the end", BASE64 + "\n", BASE64, "malformed: the last line is not complete"),
                row("text after the signature", BASE64 + "\n", BASE64 + "\nmore\n", SECOND_LINE),
                row("blank line at the end", BASE64 + "\n", BASE64 + "\n\n", "malformed: no signature line"),
                row("hyphen", "\u2014 ", "- ", FIRST_LINE),
                row("two hyphens", "\u2014 ", "-- ", FIRST_LINE),
                row("en dash", "\u2014 ", "\u2013 ", FIRST_LINE),
                row("no space after the dash", "\u2014 ", "\u2014", FIRST_LINE),
                row("two spaces after the dash", "\u2014 ", "\u2014  ", FIRST_LINE),
                row("space before the dash", "\u2014 ", " \u2014 ", FIRST_LINE),
                row("no-break space after the dash", "\u2014 ", "\u2014\u00a0", FIRST_LINE),
                row("no name", "\u2014 " + ORIGIN, "\u2014", FIRST_LINE),
                row("empty name", "\u2014 " + ORIGIN, "\u2014 ", FIRST_LINE),
                row("name with a plus sign", "\u2014 " + ORIGIN, "\u2014 git+" + ORIGIN, FIRST_LINE),
                row("name with an em space", "\u2014 " + ORIGIN, "\u2014 git\u2003" + ORIGIN, FIRST_LINE),
                row("two spaces after the name", " " + BASE64, "  " + BASE64, FIRST_LINE),
                row("space at the end of the line", BASE64, BASE64 + " ", FIRST_LINE),
                row("no base64", BASE64, "", FIRST_LINE),
                row("base64 without padding", BASE64, BASE64.replace("=", ""), FIRST_LINE),
                row("base64 for URLs", BASE64, "_" + BASE64.substring(1), FIRST_LINE),
                row("base64 with unused bits", BASE64, unusedBits(), FIRST_LINE),
                row("a key id only", BASE64, BASE64.substring(0, 5) + "A==", FIRST_LINE),
                row("three bytes", BASE64, BASE64.substring(0, 4), FIRST_LINE),
                row("a signature of one byte", BASE64, cut(5), "bad signature"),
                row("a signature of 63 bytes", BASE64, cut(67), "bad signature"),
                row("a signature of 65 bytes", BASE64, cut(69), "bad signature"),
                row("another key id", BASE64, "AAAA" + BASE64.substring(4), "unsigned"),
                row("another name", "\u2014 git", "\u2014 got", "unsigned"),
                row("a name in capitals", "\u2014 git", "\u2014 Git", "unsigned"),
                row("signed by another", LINE, OTHERS, "unsigned"),
                row("signed by another too", LINE, LINE + OTHERS, "valid"),
                row("signed by another first", LINE, OTHERS + LINE, "valid"),
                row("signed twice", LINE, LINE + LINE, "valid"),
                row("signed well, then badly", LINE, LINE + damaged(), "bad signature"),
                row("signed badly, then well", LINE, damaged() + LINE, "bad signature"),
                row("100 signatures", LINE, OTHERS.repeat(99) + LINE, "valid"),
                row("101 signatures", LINE, OTHERS.repeat(100) + LINE, "malformed: more than 100 signatures"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void damagedTextsAreRefusedEvenWhereTheyAreSigned(String name, UnaryOperator<String> damage, String expected) {
        assertThat(outcome(damage.apply(NOTE).getBytes(UTF_8))).isEqualTo(expected);
        assertThat(outcome(KEY.sign(damage.apply(TEXT)).toBytes())).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notes")
    void damagedNotesAreToldApart(String name, UnaryOperator<String> damage, String expected) {
        assertThat(outcome(damage.apply(NOTE).getBytes(UTF_8))).isEqualTo(expected);
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        String note = new String(NOTE.getBytes(UTF_8), ISO_8859_1);
        for (String bad :
                List.of("\u00ff", "\u00c0\u00af", "\u00ed\u00a0\u0080", "\u00e2\u0080", "\u00f5\u0080\u0080\u0080")) {
            byte[] damaged = note.replace("git", bad).getBytes(ISO_8859_1);
            assertThat(outcome(damaged)).isEqualTo("malformed: not UTF-8");
        }
        assertThat(outcome(new byte[0])).isEqualTo(NO_BLANK);
    }

    @Test
    void notesOfOver64KibibytesAreRefused() {
        String text = TEXT + "x".repeat(SignedNote.MAX_BYTES - NOTE.getBytes(UTF_8).length - 1) + "\n";
        byte[] longest = KEY.sign(text).toBytes();
        assertThat(longest).hasSize(SignedNote.MAX_BYTES);
        assertThat(outcome(longest)).isEqualTo("valid");
        assertThat(outcome(KEY.sign("x" + text).toBytes())).isEqualTo("malformed: longer than 64 KiB");
        assertThat(outcome(KEY.sign(TEXT + "x\n".repeat(32_000)).toBytes())).isEqualTo("valid");
        assertThat(outcome("\n".repeat(SignedNote.MAX_BYTES).getBytes(UTF_8)))
                .isEqualTo("malformed: no signature line");
    }

    @Test
    void linesOfUnknownSignersAreKept() {
        String note = TEXT + "\n" + OTHERS + LINE + OTHERS;
        CheckpointCheck check = SignedCheckpoint.check(note.getBytes(UTF_8), ORIGIN, KEY.verifier());
        assertThat(check).isInstanceOf(CheckpointCheck.Valid.class);
        assertThat(((CheckpointCheck.Valid) check).note()).hasToString(note);
    }

    @Test
    void aNoteHasSignatures() {
        assertThatThrownBy(() -> new SignedNote(TEXT, List.of())).isInstanceOf(IllegalArgumentException.class);
        List<NoteSignature> one = KEY.sign(TEXT).signatures();
        assertThatThrownBy(() -> new SignedNote("text", one)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Damages every place where {@code old} is; it must be in the note, and for texts in the text. */
    private static Arguments row(String name, String old, String replacement, String expected) {
        UnaryOperator<String> damage = note -> {
            assertThat(note).contains(old);
            return old.equals("\n") ? note.replace(old, replacement) : replacedOnce(note, old, replacement);
        };
        return Arguments.of(name, damage, expected);
    }

    private static String replacedOnce(String note, String old, String replacement) {
        int at = note.indexOf(old);
        return note.substring(0, at) + replacement + note.substring(at + old.length());
    }

    private static String outcome(byte[] note) {
        CheckpointCheck check = SignedCheckpoint.check(note, ORIGIN, KEY.verifier());
        if (check instanceof CheckpointCheck.Malformed malformed) {
            return "malformed: " + malformed.detail();
        }
        if (check instanceof CheckpointCheck.OtherLog other) {
            return "other log: " + other.origin();
        }
        if (check instanceof CheckpointCheck.Unsigned) {
            return "unsigned";
        }
        return check instanceof CheckpointCheck.BadSignature ? "bad signature" : "valid";
    }

    /** Key id and signature, cut or filled with zeros to {@code length} bytes. */
    private static String cut(int length) {
        byte[] bytes = Arrays.copyOf(Base64.getDecoder().decode(BASE64), length);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The log's line with one bit of the signature flipped. */
    private static String damaged() {
        byte[] bytes = Base64.getDecoder().decode(BASE64);
        bytes[20] ^= 1;
        return LINE.replace(BASE64, Base64.getEncoder().encodeToString(bytes));
    }

    /** The same bytes, in a second way to write them. */
    private static String unusedBits() {
        char last = BASE64.charAt(BASE64.length() - 2);
        return BASE64.substring(0, BASE64.length() - 2) + (char) (last + 1) + "=";
    }

    private static LogKey key(String name) {
        return LogKey.ofSeed(new KeyName(name), new byte[32]);
    }
}
