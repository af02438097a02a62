package dev.refwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.LocalTool;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.policy.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** Where the ledger cannot be read, every command that reads it says so, and ends with exit status 3. */
class NoLedgerTest {
    private static final String CASE = "K7F3-2QXM";

    /** Commands that read the ledger, with what makes them. */
    private static final Map<String, List<String>> READERS = readers();

    /** Commands that have nothing to do with it, or make one, or ask it only about what they find elsewhere. */
    private static final Set<String> OTHERS = Set.of(
            "approvals",
            "baseline",
            "client",
            "completion",
            "gate prepare",
            "gate run",
            "gate status",
            "gate stop",
            "help",
            "key add",
            "key compromised",
            "key import",
            "key list",
            "key retire",
            "ledger create",
            "ledger held",
            "ledger import",
            "ledger join",
            "ledger rebuild",
            "ledger roles",
            "ledger upgrade",
            "log key",
            "man",
            "otp enrol",
            "person add",
            "person left",
            "person list",
            "person show",
            "policy activate",
            "policy copy",
            "policy check",
            "policy diff",
            "policy explain",
            "policy schema",
            "policy test",
            "pre-receive",
            "share",
            "words");

    @TempDir
    private Path folder;

    private Path config = Path.of("");
    private Path state = Path.of("");
    private Path repository = Path.of("");

    private static Map<String, List<String>> readers() {
        Map<String, List<String>> readers = new LinkedHashMap<>();
        readers.put("doctor", List.of());
        readers.put("key trace", List.of("--person", "alice"));
        readers.put("ledger adopt", List.of("--reason", "a test"));
        readers.put("ledger backup", List.of("FOLDER/copy"));
        readers.put("ledger status", List.of());
        readers.put("log checkpoint", List.of());
        readers.put("log export", List.of());
        readers.put("log verify", List.of());
        readers.put("notify", List.of());
        readers.put("policy simulate", List.of());
        readers.put("review close", List.of(CASE, "--as", "mistake", "--reason", "a test"));
        readers.put("review reopen", List.of(CASE));
        readers.put("review take", List.of(CASE));
        readers.put("review diff", List.of(CASE));
        readers.put("review export", List.of(CASE, "--output", "FOLDER/archive"));
        readers.put("review list", List.of());
        readers.put("review note", List.of(CASE, "--text", "a note"));
        readers.put("review observed", List.of());
        readers.put("review purge", List.of(CASE, "--reason", "a test"));
        readers.put("review replay", List.of(CASE));
        readers.put("review serve", List.of("--port", "0"));
        readers.put("review show", List.of(CASE));
        readers.put("verify", List.of("REPOSITORY"));
        readers.put("waive", List.of(CASE));
        return readers;
    }

    /** What may be wrong with it. */
    enum Trouble {
        MISSING {
            @Override
            void make(Path ledger) throws IOException {
                Files.delete(ledger);
            }
        },
        A_FOLDER {
            @Override
            void make(Path ledger) throws IOException {
                Files.delete(ledger);
                Files.createDirectory(ledger);
            }
        },
        A_LINK {
            @Override
            void make(Path ledger) throws IOException {
                Path other = ledger.resolveSibling("elsewhere.db");
                Files.move(ledger, other);
                Files.createSymbolicLink(ledger, other);
            }
        },
        EMPTY {
            @Override
            void make(Path ledger) throws IOException {
                Files.write(ledger, new byte[0]);
            }
        },
        RUBBISH {
            @Override
            void make(Path ledger) throws IOException {
                Files.writeString(ledger, "rubbish ".repeat(2_000));
            }
        },
        CUT_SHORT {
            @Override
            void make(Path ledger) throws IOException {
                Files.write(ledger, Arrays.copyOf(Files.readAllBytes(ledger), 9_000));
            }
        },
        ANOTHER_DATABASE {
            @Override
            void make(Path ledger) throws IOException, SQLException {
                Files.delete(ledger);
                sql(ledger, "CREATE TABLE other (x)");
            }
        },
        NEWER {
            @Override
            void make(Path ledger) throws SQLException {
                sql(ledger, "UPDATE version SET version = 1000");
            }
        },
        WITHOUT_A_TABLE {
            @Override
            void make(Path ledger) throws SQLException {
                sql(ledger, "DROP TABLE head");
            }
        },
        SET_BACK {
            @Override
            void make(Path ledger) throws IOException {
                Files.writeString(ledger.resolveSibling("head"), "00000000000000000999 " + "9".repeat(64) + "\n");
            }
        },
        NOTHING_IS_KNOWN_OF_IT {
            @Override
            void make(Path ledger) throws IOException {
                Files.delete(ledger.resolveSibling("head"));
            }
        },
        NO_STATE {
            @Override
            void make(Path ledger) throws IOException {
                Path state = ledger.resolveSibling("");
                Files.move(state, state.resolveSibling("away"));
            }
        };

        abstract void make(Path ledger) throws IOException, SQLException;
    }

    private static void sql(Path ledger, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + ledger);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @BeforeEach
    void make() throws IOException {
        config = Files.createDirectory(folder.resolve("config"));
        state = Files.createDirectory(folder.resolve("state"));
        repository = folder.resolve("r.git");
        Folder.least(config).write("server.yaml", "version: 1\nserver: git.example.org\nroot: " + folder + "\n");
        Files.writeString(config.resolve("people/alice.yaml"), "name: Alice\nemails: [alice@example.org]\nkeys: []\n");
        Files.writeString(
                config.resolve("policy.yaml"), "version: 1\nwaivers: {by: [alice], count: 1}\nrepositories: []\n");
        LocalTool.run(folder, Map.of(), new byte[0], List.of("git", "init", "-q", "--bare", "r.git"));
        try (Ledger ledger = Ledger.create(new StateFolder(state))) {
            ledger.append(Instant.parse("2026-11-29T12:00:00Z"), "r", (json, caseId) -> {
                json.writeStringField("verdict", "refused");
                json.writeStringField("case", CASE);
                json.writeStringField("repository", "r");
            });
        }
    }

    private CommandLineRun run(String command) {
        List<Object> words = new ArrayList<>(List.of(command.split(" ", -1)));
        for (String argument : READERS.getOrDefault(command, List.of())) {
            words.add(argument.replace("REPOSITORY", repository.toString()).replace("FOLDER", folder.toString()));
        }
        words.addAll(List.of("--config", config, "--state", state));
        return org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(60), () -> CommandLineRun.of(words.toArray()), command);
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void everyReaderFails(Trouble trouble) throws IOException, SQLException {
        trouble.make(state.resolve("ledger.db"));
        List<String> wrong = new ArrayList<>();
        for (String command : READERS.keySet()) {
            // That is what adopt is for.
            boolean mends = command.equals("ledger adopt")
                    && Set.of(Trouble.SET_BACK, Trouble.NOTHING_IS_KNOWN_OF_IT).contains(trouble);
            if (!mends) {
                CommandLineRun run = run(command);
                boolean told = run.err().lines().anyMatch(line -> line.startsWith("refwarden: ") && line.length() > 30);
                if (run.status() != ExitStatus.INTERNAL_FAILURE
                        || !told
                        || run.err().contains("Exception")) {
                    wrong.add(command + ": " + run.status() + " " + run.err());
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(Files.exists(state.resolve("ledger.db")))
                .as("no ledger is made")
                .isEqualTo(!Set.of(Trouble.MISSING, Trouble.NO_STATE).contains(trouble));
    }

    /** Or the test above would show nothing. */
    @Test
    void withALedgerNoneOfThemFails() {
        READERS.keySet().stream()
                .filter(command -> !command.equals("review serve"))
                .forEach(command -> assertThat(run(command).err())
                        .as(command)
                        .doesNotContain("ledger cannot be used")
                        .doesNotContain("cannot be read"));
    }

    @Test
    void everyCommandIsAmongThem() {
        Set<String> all = new TreeSet<>();
        collect(RefwardenCommand.commandLine(), "", all);
        Set<String> known = new TreeSet<>(READERS.keySet());
        known.addAll(OTHERS);
        assertThat(known).containsAll(all);
    }

    private static void collect(CommandLine line, String prefix, Set<String> all) {
        line.getSubcommands().forEach((name, command) -> {
            String full = (prefix + " " + name).strip();
            if (command.getSubcommands().isEmpty()) {
                all.add(full);
            } else {
                collect(command, full, all);
            }
        });
    }

    /** Words of each failure, so that someone has read them. */
    @Test
    void theWordsSayWhatIsWrong() throws IOException, SQLException {
        Map<Trouble, String> words = Map.of(
                Trouble.MISSING, "there is no ledger",
                Trouble.A_FOLDER, "is not a regular file",
                Trouble.EMPTY, "is not a ledger of Refwarden",
                Trouble.NEWER, "was written by a newer Refwarden (form 1000",
                Trouble.SET_BACK, "it was set back or exchanged; see refwarden ledger adopt",
                Trouble.NOTHING_IS_KNOWN_OF_IT, "head is missing");
        for (Map.Entry<Trouble, String> trouble : words.entrySet()) {
            Path kept = folder.resolve("kept");
            copy(state, kept);
            trouble.getKey().make(state.resolve("ledger.db"));
            assertThat(run("log verify").err()).contains(trouble.getValue());
            delete(state);
            Files.move(kept, state);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path one : (Iterable<Path>) all::iterator) {
                Files.copy(one, to.resolve(from.relativize(one).toString()));
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }
}
