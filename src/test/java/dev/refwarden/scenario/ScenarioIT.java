package dev.refwarden.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.ledger.RebuiltLedger;
import dev.refwarden.suite.SuiteFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Pushes with real git through the real hook, a folder for each scenario: {@code policy.yaml}, {@code
 * scenario.sh} and the {@code expected.txt} that must come out of it, to the letter. Several are played at a time.
 *
 * <p>{@code REFWARDEN_LEDGER=postgresql} plays those that are not about a ledger in STATE with one in PostgreSQL.
 *
 * <p>{@code -Dscenario=38} plays one; {@code -Drefwarden.object-format=sha256} plays with repositories of SHA-256 ids. {@code -Drefwarden.rewrite=true} writes what came out instead; read the difference before you
 * commit it.
 */
class ScenarioIT {
    private static final Path SCENARIOS =
            Path.of("src/test/resources/scenarios").toAbsolutePath();
    /** Which scenarios are played: a pattern of their names or of their numbers; all unless someone says otherwise. */
    private static final Pattern ONLY = Pattern.compile("(" + System.getProperty("scenario", ".*") + ")(-.*)?");

    /** Those that take longest, however short their scripts; they begin first. */
    private static final List<String> LONGEST = List.of("80", "85", "91", "70", "145", "38", "45", "44");

    /** What changes or damages a ledger by other means than Refwarden. */
    private static final Pattern MEDDLING = Pattern.compile("\\bsql |ledger\\.db|\\$ROOT/state");

    private static final boolean REWRITE = Boolean.getBoolean("refwarden.rewrite");

    @TempDir
    static Path keys;

    @BeforeAll
    static void makeKeys() throws IOException, InterruptedException {
        Sandbox.makeKeys(keys);
    }

    @Execution(ExecutionMode.CONCURRENT)
    @TestFactory
    Stream<DynamicTest> everyScenarioComesOutAsExpected() throws IOException {
        return scenarios().stream()
                .map(scenario -> DynamicTest.dynamicTest(
                        scenario.getFileName().toString(),
                        () -> play(scenario, SuiteFolder.path().resolve(number(scenario)))));
    }

    @Test
    void expectationsAreNotRewrittenInContinuousIntegration() {
        assertThat(REWRITE && System.getenv("CI") != null).isFalse();
    }

    @Test
    void everyScenarioHasANumberOfItsOwn() throws IOException {
        try (Stream<Path> folders = Files.list(SCENARIOS)) {
            assertThat(folders.filter(Files::isDirectory).map(ScenarioIT::number))
                    .doesNotHaveDuplicates();
        }
    }

    @AfterAll
    static void endDatabases() throws IOException {
        FleetDatabases.close();
    }

    private static void play(Path scenario, Path folder) throws IOException, InterruptedException {
        reportMissingTools(scenario);
        Assumptions.assumeFalse(
                FleetDatabases.leaveOut(scenario), scenario.getFileName() + " is about a ledger in STATE");
        reportOtherFormat(scenario);
        try {
            Sandbox sandbox = new Sandbox(folder);
            sandbox.make(scenario, keys);
            String transcript = new Transcript(folder).of(sandbox.run(scenario.resolve("scenario.sh")));
            Path expected = expected(scenario);
            if (REWRITE) {
                Files.writeString(expected, transcript);
            }
            assertThat(transcript).isEqualTo(Files.readString(expected));
            assertThatItsLedgerIsRebuiltFromItsLines(scenario, folder);
        } finally {
            SuiteFolder.delete(folder);
        }
    }

    /** The ledger that it leaves holds what follows from its lines, unless the scenario is about one that does not. */
    private static void assertThatItsLedgerIsRebuiltFromItsLines(Path scenario, Path folder) throws IOException {
        boolean there = Files.isRegularFile(folder.resolve("state/ledger.db"));
        if (there
                && !MEDDLING.matcher(Files.readString(scenario.resolve("scenario.sh")))
                        .find()) {
            assertThat(RebuiltLedger.differences(folder.resolve("state"), folder.resolve("rebuilt")))
                    .isEmpty();
        }
    }

    /** What is before the name; short, since the paths of sockets may not be long. */
    private static String number(Path scenario) {
        return String.valueOf(scenario.getFileName()).replaceFirst("-.*", "");
    }

    private static void reportMissingTools(Path scenario) throws IOException, InterruptedException {
        List<String> missing = Needs.missing(scenario);
        if (!missing.isEmpty()) {
            String message = "NOT PLAYED: " + scenario.getFileName() + " needs " + String.join(" and ", missing)
                    + ", which is not here";
            System.out.println(message);
            Assumptions.abort(message);
        }
    }

    /** A file {@code sha1} in a scenario says why it cannot be played with repositories of SHA-256 ids. */
    private static void reportOtherFormat(Path scenario) throws IOException {
        Path why = scenario.resolve("sha1");
        if (!Sandbox.OBJECT_FORMAT.equals("sha1") && Files.exists(why)) {
            String message = "NOT PLAYED: " + scenario.getFileName() + ": "
                    + Files.readString(why).strip();
            System.out.println(message);
            Assumptions.abort(message);
        }
    }

    /** The same for repositories of either format, unless there is a file for the other one. */
    private static Path expected(Path scenario) {
        Path own = scenario.resolve("expected-" + Sandbox.OBJECT_FORMAT + ".txt");
        return Files.exists(own) ? own : scenario.resolve("expected.txt");
    }

    /** The long ones first, so that none is left over at the end. */
    private static List<Path> scenarios() throws IOException {
        try (Stream<Path> folders = Files.list(SCENARIOS)) {
            List<Path> found = folders.filter(Files::isDirectory)
                    .filter(folder ->
                            ONLY.matcher(String.valueOf(folder.getFileName())).matches())
                    .sorted(Comparator.comparingInt(ScenarioIT::rank)
                            .thenComparing(
                                    Comparator.comparingLong(ScenarioIT::length).reversed()))
                    .toList();
            assertThat(found).as("scenarios like " + ONLY).isNotEmpty();
            return found;
        }
    }

    private static int rank(Path scenario) {
        int rank = LONGEST.indexOf(number(scenario));
        return rank < 0 ? LONGEST.size() : rank;
    }

    private static long length(Path scenario) {
        return scenario.resolve("scenario.sh").toFile().length();
    }
}
