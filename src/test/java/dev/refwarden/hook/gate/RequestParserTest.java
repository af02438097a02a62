package dev.refwarden.hook.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.hook.PushNonce;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestParserTest {
    private static final String NONCE = "6d92548e-7bf4-48bc-939e-cb95750cb1d4";
    private static final String CLIENT = "action=get\ntimeout=900\n";
    private static final String HEAD = "refwarden-gate 1 pre-receive " + NONCE + " 0.2.0-7\0/srv/git/x.git\0";
    private static final String VARIABLES = "GIT_DIR=.\0EMPTY=\0TWO=a\nb=c\0";
    private static final String INPUT = "old new refs/heads/main\nold new refs/heads/\u00e4\n";
    private static final String END = "\0end " + NONCE + "\n";
    private static final String WHOLE = CLIENT + HEAD + "3\0" + VARIABLES + INPUT + END;

    @Test
    void aWholeRequestIsAsItWasWritten() throws IOException {
        GateRequest request = whole(WHOLE);
        assertThat(request.kind()).isEqualTo(GateRequest.Kind.PRE_RECEIVE);
        assertThat(request.nonce()).isEqualTo(new PushNonce(NONCE));
        assertThat(request.release()).isEqualTo("0.2.0-7");
        assertThat(request.folder()).isEqualTo(Path.of("/srv/git/x.git"));
        assertThat(request.environment())
                .containsOnlyKeys("GIT_DIR", "EMPTY", "TWO")
                .containsEntry("EMPTY", "")
                .containsEntry("TWO", "a\nb=c");
        assertThat(request.input().stream().readAllBytes()).isEqualTo(INPUT.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void noPartOfARequestIsARequest() {
        byte[] bytes = bytes(WHOLE);
        for (int length = 0; length < bytes.length; length++) {
            assertThat(RequestParser.parse(bytes, length))
                    .as("cut to " + length)
                    .isInstanceOf(ParsedRequest.Broken.class);
            assertThat(RequestParser.parse(Arrays.copyOf(bytes, length), length))
                    .isInstanceOf(ParsedRequest.Broken.class);
        }
    }

    @Test
    void nothingMayFollowTheEnd() {
        assertThat(parse(WHOLE + "\n")).isInstanceOf(ParsedRequest.Broken.class);
        assertThat(parse(WHOLE + "\0")).isInstanceOf(ParsedRequest.Broken.class);
        assertThat(parse(WHOLE + WHOLE)).isInstanceOf(ParsedRequest.Broken.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "1", "2", "4", "5", "03", "+3", "-3", " 3", "3 ", "", "x", "9999999", "99999999999999999999"
            })
    void anotherNumberOfVariablesIsNoRequest(String number) {
        assertThat(parse(CLIENT + HEAD + number + "\0" + VARIABLES + INPUT + END))
                .isInstanceOf(ParsedRequest.Broken.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "refwarden-gate 2 pre-receive " + NONCE + " r\0/x\0",
                "refwarden-gate 1 update " + NONCE + " r\0/x\0",
                "refwarden-gate 1 pre-receive " + NONCE + "\0/x\0",
                "refwarden-gate 1 pre-receive " + NONCE + " r s\0/x\0",
                "refwarden-gate 1 pre-receive " + NONCE + " r/s\0/x\0",
                "refwarden-gate 1 pre-receive 6D92548E-7bf4-48bc-939e-cb95750cb1d4 r\0/x\0",
                "refwarden-gate 1 pre-receive  r\0/x\0",
                "refwarden-gate 1 pre-receive " + NONCE + " r\0x\0",
                "refwarden-gate 1 pre-receive " + NONCE + " r\0\0",
            })
    void anotherHeaderIsNoRequest(String head) {
        assertThat(parse(CLIENT + head + "3\0" + VARIABLES + INPUT + END)).isInstanceOf(ParsedRequest.Broken.class);
    }

    @Test
    void theEndNamesTheSameNonce() {
        String other = "\0end 7d92548e-7bf4-48bc-939e-cb95750cb1d4\n";
        assertThat(parse(CLIENT + HEAD + "3\0" + VARIABLES + INPUT + other)).isInstanceOf(ParsedRequest.Broken.class);
    }

    @Test
    void theFirstOfTwoVariablesOfOneNameCounts() {
        assertThat(whole(HEAD + "3\0A=1\0A=2\0\0x" + END).environment())
                .containsOnlyKeys("A")
                .containsEntry("A", "1");
    }

    @Test
    void randomBytesAreNoRequest() {
        Random random = new Random(12);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            assertThat(RequestParser.parse(noise, noise.length)).isInstanceOf(ParsedRequest.Broken.class);
        }
    }

    @Test
    void aByteMoreOrLessOrChangedThrowsNothing() {
        Random random = new Random(34);
        byte[] bytes = bytes(WHOLE);
        for (int i = 0; i < 50_000; i++) {
            byte[] changed = bytes.clone();
            for (int times = random.nextInt(4); times >= 0; times--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            assertThat(RequestParser.parse(changed, changed.length)).isNotNull();
        }
    }

    @Test
    void anAnswerIsAStatusLinesAndAnEnd() {
        PushNonce nonce = new PushNonce(NONCE);
        assertThat(text(GateAnswer.of(nonce, 0, ""))).isEqualTo(NONCE + " 0\nend " + NONCE + "\n");
        assertThat(text(GateAnswer.of(nonce, 1, "a\nb"))).isEqualTo(NONCE + " 1\na\nb\nend " + NONCE + "\n");
        assertThat(text(GateAnswer.of(nonce, 3, "a\0b\n"))).isEqualTo(NONCE + " 3\na?b\nend " + NONCE + "\n");
    }

    private static GateRequest whole(String text) {
        ParsedRequest parsed = parse(text);
        assertThat(parsed).isInstanceOf(ParsedRequest.Whole.class);
        return ((ParsedRequest.Whole) parsed).request();
    }

    private static ParsedRequest parse(String text) {
        byte[] bytes = bytes(text);
        return RequestParser.parse(bytes, bytes.length);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
