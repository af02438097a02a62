package dev.refwarden.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.refwarden.decision.Code;
import dev.refwarden.git.ObjectFormat;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PushedUpdatesTest {
    private static final String A = "a".repeat(40);
    private static final String B = "b".repeat(40);
    private static final String A256 = "a".repeat(64);
    private static final String B256 = "b".repeat(64);
    private static final String NULL = "0".repeat(40);
    private static final String NULL256 = "0".repeat(64);
    private static final String REF = " refs/heads/main\n";

    /** Standard input that is not a list of updates. */
    record Malformed(String what, String input, String message) {
        @Override
        public String toString() {
            return what;
        }
    }

    static List<Malformed> malformed() {
        String form = "a line is not of the form \"<old> <new> <ref>\"";
        String noId = "a line names no object id where one belongs";
        String line = "a line names objects of both formats, sha1 and sha256";
        String lines = "its lines name objects of both formats, sha1 and sha256";
        return List.of(
                new Malformed("nothing", "", "no update at all"),
                new Malformed("no line feed", A + " " + B + " refs/heads/main", "the last update does not end"),
                new Malformed("an empty line", "\n", form),
                new Malformed("words", "this is not an update\n", form),
                new Malformed("no ref", A + " " + B + " \n", form),
                new Malformed("one id", A + REF, form),
                new Malformed("39 digits", A.substring(1) + " " + B + REF, form),
                new Malformed("41 digits", A + "a " + B + REF, form),
                new Malformed("63 digits", A256 + " " + B256.substring(1) + REF, form),
                new Malformed("65 digits", A256 + "a " + B256 + REF, form),
                new Malformed("capitals", A + " " + B.toUpperCase(java.util.Locale.ROOT) + REF, noId),
                new Malformed("capitals of SHA-256", A256 + " " + "B".repeat(64) + REF, noId),
                new Malformed("no hex", "g".repeat(40) + " " + B + REF, noId),
                new Malformed("old is SHA-1, new is SHA-256", A + " " + B256 + REF, line),
                new Malformed("old is SHA-256, new is SHA-1", A256 + " " + B + REF, line),
                new Malformed("created from the other null id", NULL + " " + B256 + REF, line),
                new Malformed("deleted to the other null id", A + " " + NULL256 + REF, line),
                new Malformed("lines of both", A + " " + B + REF + A256 + " " + B256 + " refs/heads/x\n", lines),
                new Malformed("the other way", A256 + " " + B256 + REF + A + " " + B + " refs/heads/x\n", lines));
    }

    @ParameterizedTest
    @MethodSource
    void malformed(Malformed malformed) {
        assertRefused(malformed.input(), Code.UPDATE_MALFORMED, malformed.message());
    }

    @Test
    void updatesAreReadInTheirOrder() throws Exception {
        String input = A + " " + B + " refs/heads/a name with spaces\n" + NULL + " " + A + " refs/heads/\u00e9\n" + A
                + " " + NULL + " x\n";
        ObjectId a = ObjectId.fromHex(A);
        assertThat(read(input))
                .containsExactly(
                        new RefUpdate(a, ObjectId.fromHex(B), new RefName("refs/heads/a name with spaces")),
                        new RefUpdate(a.format().nullId(), a, new RefName("refs/heads/\u00e9")),
                        new RefUpdate(a, a.format().nullId(), new RefName("x")));
    }

    @Test
    void updatesOfSha256AreReadAlike() throws Exception {
        ObjectId b = ObjectId.fromHex(B256);
        List<RefUpdate> updates = read(A256 + " " + B256 + REF + NULL256 + " " + B256 + REF);
        assertThat(updates)
                .extracting(RefUpdate::before)
                .containsExactly(ObjectId.fromHex(A256), ObjectFormat.SHA256.nullId());
        assertThat(updates).extracting(RefUpdate::after).containsExactly(b, b);
        assertThat(updates.get(1).creates()).isTrue();
    }

    private static void assertRefused(String input, Code code, String message) {
        assertThatThrownBy(() -> read(input))
                .hasMessage(message)
                .asInstanceOf(type(MalformedPush.class))
                .extracting(MalformedPush::code)
                .isEqualTo(code);
    }

    private static List<RefUpdate> read(String input) throws Exception {
        return PushedUpdates.read(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    }
}
