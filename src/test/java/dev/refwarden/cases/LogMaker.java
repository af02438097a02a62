package dev.refwarden.cases;

import dev.refwarden.crypto.Digests;
import dev.refwarden.log.CaseId;
import dev.refwarden.log.StateFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Writes logs of pushes that never were, in one go and unsynced, each line with the hash of the one before. */
final class LogMaker {
    static final List<String> REPOSITORIES = List.of("platform/api", "platform/web", "tools");
    static final List<String> REFS = List.of("refs/heads/main", "refs/heads/release/1", "refs/tags/v1");
    static final List<String> PEOPLE = List.of("alice", "bob", "");
    static final List<String> ACCOUNTS = List.of("alice", "bobby", "mallory");
    static final List<String> CODES = List.of("unsigned", "unknown-key", "key-expired");

    private final Path logs;
    private final Random random;
    private Instant now = Instant.parse("2026-11-01T00:00:00.123Z");
    private int file = 1;
    private long seq;
    private String prev = "0".repeat(64);

    LogMaker(StateFolder state, long seed) {
        logs = state.path().resolve("log");
        random = new Random(seed);
    }

    Path file() {
        return logs.resolve("decisions-%06d.jsonl".formatted(file));
    }

    void nextFile() {
        file++;
    }

    void push(int pushes) throws IOException {
        Files.createDirectories(logs);
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (int i = 0; i < pushes; i++) {
            write(push().getBytes(StandardCharsets.UTF_8), lines);
        }
        Files.write(file(), lines.toByteArray(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** What a crash cut short; the line after it covers it. */
    void tear(String some) throws IOException {
        write(some.getBytes(StandardCharsets.UTF_8), some.getBytes(StandardCharsets.UTF_8));
    }

    private void write(byte[] hashed, byte[] written) throws IOException {
        Files.write(file(), written, StandardOpenOption.APPEND);
        prev = hash(hashed);
    }

    private void write(byte[] line, ByteArrayOutputStream lines) {
        lines.writeBytes(line);
        prev = hash(line);
    }

    private static String hash(byte[] line) {
        return HexFormat.of().formatHex(Digests.sha256().digest(line));
    }

    private String push() {
        now = now.plusSeconds(random.nextInt(7_200));
        boolean refused = random.nextInt(3) > 0;
        int who = random.nextInt(3);
        String tip = "%040x".formatted(random.nextInt(40) + 1L);
        String person = PEOPLE.get(who).isEmpty() ? "" : "'person':'" + PEOPLE.get(who) + "',";
        String head = "{'seq':" + ++seq + ",'prev':'" + prev + "','time':'" + now + "',";
        String verdict =
                refused ? "'verdict':'refused','case':'" + CaseId.ofIncident(seq, 1) + "'," : "'verdict':'accepted',";
        String pushed = "'repository':'" + any(REPOSITORIES) + "','pusher':{" + person + "'account':'"
                + ACCOUNTS.get(who) + "'},'updates':["
                + list(some(REFS), "{'ref':'%s','old':'" + "0".repeat(40) + "','new':'" + tip + "'}")
                + "],'commits':[{'id':'" + tip + "','signer':'carol','key':'carol-key','fingerprint':'SHA256:carol'}]";
        String findings = refused
                ? ",'findings':[" + list(some(CODES), "{'code':'%s','detail':'\\u202e\\u001b[31m<script>'}") + "]"
                : "";
        return (head + verdict + pushed + findings + "}\n").replace('\'', '"');
    }

    private static String list(List<String> items, String form) {
        return items.stream().map(form::formatted).collect(Collectors.joining(","));
    }

    /** A case that is in no log. */
    static String strange() {
        return CaseId.ofIncident(1, 2).value();
    }

    private String any(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private List<String> some(List<String> of) {
        List<String> some = new ArrayList<>();
        some.add(any(of));
        String other = any(of);
        if (!some.contains(other)) {
            some.add(other);
        }
        return some;
    }
}
