package dev.refwarden.hook.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The hook's own script accepts nothing that the gate has not answered to the letter, whichever shell runs it. */
class HookScriptTest {
    private static final byte[] INPUT = "old new refs/heads/main\n\n \n".getBytes(StandardCharsets.UTF_8);
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "GIT_DIR", ".", "LINES", "one\ntwo\n", "BLANK", "   ", "NOTHING", "", "ODD", "\u00e4 * $HOME `x` '\"\\");

    @TempDir
    Path root;

    private HookScript hook;

    @BeforeEach
    void write() throws IOException, InterruptedException {
        hook = new HookScript(root);
    }

    static Stream<List<String>> shells() {
        return Stream.of(List.of("dash"), List.of("bash", "--posix"), List.of("bash"), List.of("busybox", "sh"));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void everyStatusAndEveryByteArriveAsAnswered(List<String> shell) throws IOException, InterruptedException {
        HookScript.need(shell);
        ByteArrayOutputStream odd = new ByteArrayOutputStream();
        for (int b = 1; b < 256; b++) {
            odd.write(b);
        }
        odd.writeBytes("\n\n\n".getBytes(StandardCharsets.UTF_8));
        for (int status = 0; status <= 3; status++) {
            for (byte[] words : List.of(new byte[0], "\n".getBytes(StandardCharsets.UTF_8), odd.toByteArray())) {
                HookScript.End end = asked(shell, exact(status, words));
                assertThat(end.status()).isEqualTo(status);
                assertThat(end.messages()).isEqualTo(words);
                assertThat(hook.judgedCold()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void whatIsAskedIsWhatTheHookWasGiven(List<String> shell) throws IOException, InterruptedException {
        HookScript.need(shell);
        try (FakeGate gate = new FakeGate(hook.socket(), exact(0, new byte[0]))) {
            hook.call(shell, INPUT, ENVIRONMENT);
            byte[] bytes = gate.lastRequest();
            ParsedRequest parsed = RequestParser.parse(bytes, bytes.length);
            assertThat(parsed).isInstanceOf(ParsedRequest.Whole.class);
            GateRequest request = ((ParsedRequest.Whole) parsed).request();
            assertThat(request.kind()).isEqualTo(GateRequest.Kind.PRE_RECEIVE);
            assertThat(request.folder()).isEqualTo(root.resolve("repo.git").toRealPath());
            assertThat(request.environment()).containsAllEntriesOf(ENVIRONMENT);
            assertThat(request.input().stream().readAllBytes()).isEqualTo(INPUT);
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void noOtherAnswerIsAVerdict(List<String> shell) throws IOException, InterruptedException {
        HookScript.need(shell);
        for (Map.Entry<String, Function<String, byte[]>> wrong : wrongAnswers().entrySet()) {
            hook.forget();
            HookScript.End end =
                    asked(shell, parsed -> Optional.of(wrong.getValue().apply(nonce(parsed))));
            assertThat(end.status()).as(wrong.getKey()).isEqualTo(HookScript.COLD);
            assertThat(hook.judgedCold()).as(wrong.getKey()).isTrue();
            assertThat(end.text()).as(wrong.getKey()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void anAnswerCutAnywhereIsNoVerdict(List<String> shell) throws IOException, InterruptedException {
        HookScript.need(shell);
        String whole = "6d92548e-7bf4-48bc-939e-cb95750cb1d4 0\nend 6d92548e-7bf4-48bc-939e-cb95750cb1d4\n";
        for (int length = 0; length < whole.length(); length++) {
            int most = length;
            HookScript.End end = asked(
                    shell,
                    parsed ->
                            Optional.of(bytes((nonce(parsed) + " 0\nend " + nonce(parsed) + "\n").substring(0, most))));
            assertThat(end.status()).as("cut to " + length).isEqualTo(HookScript.COLD);
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void whoeverJudgesInsteadIsToldWhatIsPushedAndWhen(List<String> shell) throws IOException, InterruptedException {
        HookScript.need(shell);
        asked(shell, parsed -> Optional.of(new byte[0]));
        assertThat(hook.coldInput()).isEqualTo(INPUT);
        assertThat(hook.coldArguments())
                .contains("-Drefwarden.asked=true")
                .anyMatch(argument -> argument.matches("-Drefwarden.nonce=[0-9a-f-]{36}"))
                .anyMatch(argument -> argument.matches("-Drefwarden.arrived=[0-9]+\\.[0-9]{2}"));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void nobodyIsWaitedForLongerThanTheGateSaid(List<String> shell) throws IOException, InterruptedException {
        HookScript.need(shell);
        long from = System.nanoTime();
        assertThat(asked(shell, parsed -> Optional.empty()).status()).isEqualTo(HookScript.COLD);
        assertThat(System.nanoTime() - from).isBetween(2_000_000_000L, 20_000_000_000L);
    }

    @ParameterizedTest
    @MethodSource("shells")
    void whereNobodyListensThePushIsJudgedAtOnce(List<String> shell) throws IOException, InterruptedException {
        HookScript.need(shell);
        new FakeGate(hook.socket(), parsed -> Optional.empty()).close();
        assertThat(hook.socket()).exists();
        assertThat(hook.call(shell, INPUT, ENVIRONMENT).status()).isEqualTo(HookScript.COLD);
        Files.delete(hook.socket());
        assertThat(hook.call(shell, INPUT, ENVIRONMENT).status()).isEqualTo(HookScript.COLD);
        Files.writeString(hook.socket(), "no socket");
        assertThat(hook.call(shell, INPUT, ENVIRONMENT).status()).isEqualTo(HookScript.COLD);
        assertThat(hook.coldArguments()).contains("-Drefwarden.asked=false");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void whatIsPushedArrivesWholeHoweverItsLinesEnd(List<String> shell) throws IOException, InterruptedException {
        HookScript.need(shell);
        String bytes = IntStream.rangeClosed(1, 255)
                .filter(b -> b != '\n')
                .mapToObj(b -> String.valueOf((char) b))
                .collect(Collectors.joining());
        List<String> inputs = List.of(
                "",
                "\n",
                "\n\n",
                "one",
                "one\n",
                "one\n\n",
                "one\ntwo",
                "one\ntwo\n",
                "one\ntwo\nthree\n",
                " \t one \\\n",
                bytes,
                bytes + "\n",
                bytes + "\n" + bytes + "\n");
        List<String> piped = new ArrayList<>(List.of("sh", "-c", "cat | exec \"$@\"", "sh"));
        piped.addAll(shell);
        for (String input : inputs) {
            byte[] pushed = input.getBytes(StandardCharsets.ISO_8859_1);
            for (List<String> caller : List.of(shell, piped)) {
                try (FakeGate gate = new FakeGate(hook.socket(), exact(0, new byte[0]))) {
                    assertThat(hook.call(caller, pushed, Map.of("TMOUT", "1")).status())
                            .isZero();
                    byte[] request = gate.lastRequest();
                    ParsedRequest parsed = RequestParser.parse(request, request.length);
                    assertThat(((ParsedRequest.Whole) parsed)
                                    .request().input().stream().readAllBytes())
                            .isEqualTo(pushed);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void whereThereIsNoProcOrTheFolderIsALinkTheGateIsNotAsked(List<String> shell)
            throws IOException, InterruptedException {
        HookScript.need(shell);
        assertThat(asked(shell, exact(0, new byte[0])).status()).isZero();
        Path script = root.resolve("hook");
        String text = Files.readString(script, StandardCharsets.ISO_8859_1);
        Files.writeString(script, text.replace("/proc/", "/no/proc/"), StandardCharsets.ISO_8859_1);
        assertThat(asked(shell, exact(0, new byte[0])).status()).isEqualTo(HookScript.COLD);
        assertThat(hook.coldArguments()).contains("-Drefwarden.asked=false", "-Drefwarden.nonce=");
        assertThat(hook.coldInput()).isEqualTo(INPUT);
        Files.writeString(script, text, StandardCharsets.ISO_8859_1);
        Files.move(hook.run(), root.resolve("elsewhere"));
        Files.createSymbolicLink(hook.run(), root.resolve("elsewhere"));
        hook.forget();
        assertThat(asked(shell, exact(0, new byte[0])).status()).isEqualTo(HookScript.COLD);
        assertThat(hook.coldArguments()).contains("-Drefwarden.asked=false");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void aStoppedGateIsNotAsked(List<String> shell) throws IOException, InterruptedException {
        HookScript.need(shell);
        Process stopped = new ProcessBuilder("sleep", "100").start();
        try {
            Files.writeString(hook.run().resolve("gate.pid"), stopped.pid() + "\n2\n");
            assertThat(asked(shell, exact(0, new byte[0])).status()).isZero();
            new ProcessBuilder("kill", "-STOP", Long.toString(stopped.pid()))
                    .start()
                    .waitFor();
            assertThat(asked(shell, exact(0, new byte[0])).status()).isEqualTo(HookScript.COLD);
            assertThat(hook.coldArguments()).contains("-Drefwarden.asked=false");
        } finally {
            stopped.destroyForcibly();
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void aHookThatIsCutShortAcceptsNothing(List<String> shell) throws IOException, InterruptedException {
        HookScript.need(shell);
        byte[] text = Files.readAllBytes(root.resolve("hook"));
        int end = new String(text, StandardCharsets.ISO_8859_1).indexOf("\nunset JAVA_TOOL_OPTIONS");
        for (int length = 20; length < end; length += 97) {
            Files.write(root.resolve("hook"), java.util.Arrays.copyOf(text, length));
            HookScript.End cut = hook.call(shell, INPUT, ENVIRONMENT);
            if (new String(text, 0, length, StandardCharsets.ISO_8859_1).contains("pre-receive ] || {")) {
                assertThat(cut.status()).as("cut to " + length).isNotZero();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void twoMegabytesOfEnvironmentAndTenThousandUpdatesAreAsked(List<String> shell)
            throws IOException, InterruptedException {
        HookScript.need(shell);
        Map<String, String> large = new LinkedHashMap<>();
        for (int i = 0; i < 15; i++) {
            large.put("LARGE_" + i, "x\n".repeat(60_000));
        }
        byte[] many = bytes(("0".repeat(40) + " " + "1".repeat(40) + " refs/heads/branch\n").repeat(10_000));
        try (FakeGate gate = new FakeGate(hook.socket(), exact(0, new byte[0]))) {
            Files.writeString(
                    hook.run().resolve("gate.pid"), ProcessHandle.current().pid() + "\n20\n");
            assertThat(hook.call(shell, many, large).status()).isZero();
            byte[] bytes = gate.lastRequest();
            ParsedRequest parsed = RequestParser.parse(bytes, bytes.length);
            GateRequest request = ((ParsedRequest.Whole) parsed).request();
            assertThat(request.environment()).containsAllEntriesOf(large);
            assertThat(request.input().stream().readAllBytes()).isEqualTo(many);
        }
    }

    private static Map<String, Function<String, byte[]>> wrongAnswers() {
        Map<String, Function<String, byte[]>> wrong = new LinkedHashMap<>();
        wrong.put("nothing", nonce -> new byte[0]);
        wrong.put("a line feed", nonce -> bytes("\n"));
        wrong.put("no end", nonce -> bytes(nonce + " 0\n"));
        wrong.put("no status", nonce -> bytes(nonce + " \nend " + nonce + "\n"));
        wrong.put("no status nor blank", nonce -> bytes(nonce + "\nend " + nonce + "\n"));
        wrong.put("another nonce", nonce -> bytes(other(nonce) + " 0\nend " + other(nonce) + "\n"));
        wrong.put("another nonce at the end", nonce -> bytes(nonce + " 0\nend " + other(nonce) + "\n"));
        wrong.put("another nonce at the start", nonce -> bytes(other(nonce) + " 0\nend " + nonce + "\n"));
        wrong.put("00", nonce -> bytes(nonce + " 00\nend " + nonce + "\n"));
        wrong.put("a blank behind", nonce -> bytes(nonce + " 0 \nend " + nonce + "\n"));
        wrong.put("two blanks", nonce -> bytes(nonce + "  0\nend " + nonce + "\n"));
        wrong.put("+0", nonce -> bytes(nonce + " +0\nend " + nonce + "\n"));
        wrong.put("4", nonce -> bytes(nonce + " 4\nend " + nonce + "\n"));
        wrong.put("256", nonce -> bytes(nonce + " 256\nend " + nonce + "\n"));
        wrong.put("a pattern", nonce -> bytes("* 0\nend *\n"));
        wrong.put("carriage returns", nonce -> bytes(nonce + " 0\r\nend " + nonce + "\r\n"));
        wrong.put("words without a line feed", nonce -> bytes(nonce + " 0\nwordsend " + nonce + "\n"));
        wrong.put("no line feed at the end", nonce -> bytes(nonce + " 0\nend " + nonce));
        wrong.put("more behind the end", nonce -> bytes(nonce + " 0\nend " + nonce + "\n\n"));
        wrong.put("something before", nonce -> bytes("\n" + nonce + " 0\nend " + nonce + "\n"));
        wrong.put("NUL for a line feed", nonce -> bytes(nonce + " 0\0end " + nonce + "\0"));
        wrong.put("NULs", nonce -> new byte[5000]);
        wrong.put("a digit's line", nonce -> bytes("x\n2\n"));
        wrong.put("4 MiB of nothing", nonce -> bytes("0\n".repeat(2 << 20)));
        return wrong;
    }

    private HookScript.End asked(List<String> shell, Function<ParsedRequest, Optional<byte[]>> answer)
            throws IOException, InterruptedException {
        FakeGate gate = new FakeGate(hook.socket(), answer);
        try {
            return hook.call(shell, INPUT, ENVIRONMENT);
        } finally {
            gate.close();
        }
    }

    private static Function<ParsedRequest, Optional<byte[]>> exact(int status, byte[] words) {
        return parsed -> {
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            answer.writeBytes(bytes(nonce(parsed) + " " + status + "\n"));
            answer.writeBytes(words);
            answer.writeBytes(bytes("end " + nonce(parsed) + "\n"));
            return Optional.of(answer.toByteArray());
        };
    }

    private static String nonce(ParsedRequest parsed) {
        return parsed instanceof ParsedRequest.Whole whole
                ? whole.request().nonce().value()
                : "no request";
    }

    private static String other(String nonce) {
        return (nonce.startsWith("0") ? "1" : "0") + nonce.substring(1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
