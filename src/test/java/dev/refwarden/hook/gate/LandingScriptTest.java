package dev.refwarden.hook.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What post-receive runs never fails, never speaks, and leaves what landed to someone, whichever shell runs it. */
class LandingScriptTest {
    private static final byte[] INPUT =
            ("0".repeat(40) + " " + "1".repeat(40) + " refs/heads/main\n").getBytes(StandardCharsets.UTF_8);
    private static final long SECONDS = 1_000_000_000L;

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
    void theGateIsToldWhatGitSaid(List<String> shell) throws IOException, InterruptedException {
        HookScript.need(shell);
        Path repository = folder();
        try (FakeGate gate = new FakeGate(hook.socket(), parsed -> Optional.of(answer(parsed)))) {
            tell(shell, INPUT);
            byte[] bytes = gate.lastRequest();
            assertThat(RequestParser.parse(bytes, bytes.length))
                    .isInstanceOfSatisfying(ParsedRequest.Whole.class, whole -> {
                        GateRequest request = whole.request();
                        assertThat(request.kind()).isEqualTo(GateRequest.Kind.POST_RECEIVE);
                        assertThat(request.environment()).containsEntry("GIT_DIR", ".");
                        assertThat(request.folder()).isEqualTo(repository);
                        assertThat(request.input().stream()).hasBinaryContent(INPUT);
                    });
        }
        assertThat(spooled()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("shells")
    void whereNoGateListensItIsLeftForTheNextHook(List<String> shell) throws IOException, InterruptedException {
        HookScript.need(shell);
        tell(shell, INPUT);
        assertThat(spooled()).singleElement().satisfies(file -> {
            assertThat(file).hasContent(folder() + "\n" + new String(INPUT, StandardCharsets.UTF_8));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(landed())))
                    .isEqualTo("rwx------");
        });
    }

    @ParameterizedTest
    @MethodSource("shells")
    void aGateThatDoesNotAnswerIsNotWaitedForLong(List<String> shell) throws IOException, InterruptedException {
        HookScript.need(shell);
        long from = System.nanoTime();
        try (FakeGate gate = new FakeGate(hook.socket(), parsed -> Optional.empty())) {
            tell(shell, INPUT);
            assertThat(gate.lastRequest()).isNotEmpty();
        }
        assertThat(System.nanoTime() - from).isBetween(2 * SECONDS, 20 * SECONDS);
        assertThat(spooled()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("shells")
    void halfAnAnswerIsNone(List<String> shell) throws IOException, InterruptedException {
        HookScript.need(shell);
        for (int length : new int[] {0, 1, 37, 39, 60}) {
            try (FakeGate gate =
                    new FakeGate(hook.socket(), parsed -> Optional.of(Arrays.copyOf(answer(parsed), length)))) {
                tell(shell, INPUT);
                assertThat(gate.lastRequest()).isNotEmpty();
            }
            assertThat(spooled()).as("cut to " + length).hasSize(1);
            Files.delete(spooled().get(0));
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void noMoreIsLeftThanTheNextHooksCanRead(List<String> shell) throws IOException, InterruptedException {
        HookScript.need(shell);
        Files.createDirectory(landed());
        tell(shell, line().repeat(2_000_000 / line().length() + 1).getBytes(StandardCharsets.UTF_8));
        assertThat(spooled()).isEmpty();
        for (int i = 0; i < 1_000; i++) {
            Files.createFile(landed().resolve("old-" + i));
        }
        tell(shell, INPUT);
        assertThat(spooled()).hasSize(1_000);
        for (Path file : spooled()) {
            Files.delete(file);
        }
        Files.write(landed().resolve("large"), new byte[11 << 20]);
        tell(shell, INPUT);
        assertThat(spooled()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("shells")
    void nothingIsWrittenThroughALink(List<String> shell) throws IOException, InterruptedException {
        HookScript.need(shell);
        Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
        Files.createSymbolicLink(landed(), elsewhere);
        tell(shell, INPUT);
        assertThat(elsewhere).isEmptyDirectory();
    }

    @ParameterizedTest
    @MethodSource("shells")
    void whatCannotBeWrittenDownIsNobodysTrouble(List<String> shell) throws IOException, InterruptedException {
        HookScript.need(shell);
        Files.writeString(landed(), "no folder");
        tell(shell, INPUT);
        assertThat(landed()).hasContent("no folder");
        tell(shell, new byte[0]);
    }

    @ParameterizedTest
    @MethodSource("shells")
    void theOtherHookRunsWithTheSameInputAndDecidesHowItEnds(List<String> shell)
            throws IOException, InterruptedException {
        HookScript.need(shell);
        Path other = root.resolve("other'hook");
        for (byte[] input : List.of(INPUT, new byte[0], "x".getBytes(StandardCharsets.UTF_8))) {
            script(other, "cat >'" + root + "/heard'\nprintf %s \"$GIT_DIR\" >&2\nexit 7\n");
            HookScript.End end = landing(shell, other, input);
            assertThat(end.status()).isEqualTo(7);
            assertThat(end.text()).isEqualTo(".");
            assertThat(root.resolve("heard")).hasBinaryContent(input);
        }
        script(other, "exit 0\n");
        assertThat(landing(shell, other, line().repeat(10_000).getBytes(StandardCharsets.UTF_8)))
                .satisfies(end -> assertThat(end.status()).isZero())
                .satisfies(end -> assertThat(end.text()).isEmpty());
        Files.delete(other);
        assertThat(landing(shell, other, INPUT).status()).isZero();
    }

    @ParameterizedTest
    @MethodSource("shells")
    void aProgramThatIsGoneFailsNobody(List<String> shell) throws IOException, InterruptedException {
        HookScript.need(shell);
        HookScript.End end = landing(shell, root.resolve("none"), INPUT);
        assertThat(end.status()).isZero();
        assertThat(end.text()).isEmpty();
    }

    private void tell(List<String> shell, byte[] input) throws IOException, InterruptedException {
        HookScript.End end = hook.call("post-receive", shell, input, Map.of("GIT_DIR", "."));
        assertThat(end.status()).isZero();
        assertThat(end.messages()).isEmpty();
        assertThat(hook.judgedCold()).isFalse();
    }

    /** The hook as it is in a repository; it calls a program that is not there. */
    private HookScript.End landing(List<String> shell, Path kept, byte[] input)
            throws IOException, InterruptedException {
        String values = "hook_event=post-receive prefix=/nowhere config=/c state=/s; landing_lines \"$1\"";
        Process writing = new ProcessBuilder(
                        "sh",
                        "-c",
                        "set -eu; . src/install/words.sh; . src/install/hooks.sh; " + values,
                        "sh",
                        kept.toString())
                .start();
        Path written = Files.write(
                root.resolve("post-receive"), writing.getInputStream().readAllBytes());
        assertThat(writing.waitFor()).isZero();
        List<String> command = new ArrayList<>(shell);
        command.add(written.toString());
        return hook.run(command, input, Map.of("GIT_DIR", "."));
    }

    private List<Path> spooled() throws IOException {
        if (!Files.isDirectory(landed())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(landed())) {
            return files.toList();
        }
    }

    private Path landed() {
        return hook.run().resolve("landed");
    }

    private Path folder() throws IOException {
        return root.resolve("repo.git").toRealPath();
    }

    private static String line() {
        return new String(INPUT, StandardCharsets.UTF_8);
    }

    private static byte[] answer(ParsedRequest parsed) {
        return parsed instanceof ParsedRequest.Whole whole
                ? GateAnswer.of(whole.request().nonce(), 3, "")
                : new byte[0];
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
