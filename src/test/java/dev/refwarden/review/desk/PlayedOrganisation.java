package dev.refwarden.review.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.refwarden.format.ssh.TestToken;
import dev.refwarden.hook.ConfigurationSource;
import dev.refwarden.hook.Outcome;
import dev.refwarden.hook.PushHandler;
import dev.refwarden.hook.Received;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.Ledgers;
import dev.refwarden.ledger.StateFolder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DeflaterOutputStream;

/**
 * A Git server with people who push to it, judged by the real gate in this process; objects and refs are written by
 * hand, so that a push takes milliseconds.
 */
final class PlayedOrganisation {
    static final String NOTHING = "0".repeat(40);
    private static final Pattern CASE = Pattern.compile("case ([0-9A-Z]{4}-[0-9A-Z]{4})");

    private final Path root;
    private final Map<String, TestToken> keys = new HashMap<>();
    private final Map<String, String> refs = new HashMap<>();
    private final Map<String, SortedMap<String, File>> trees = new HashMap<>();
    private final Map<String, byte[]> pending = new LinkedHashMap<>();
    private Instant now = Instant.parse("2026-09-07T08:00:00Z");
    private int pushes;
    private Optional<String> option = Optional.empty();

    /** A file as a commit holds it. */
    record File(String mode, byte[] bytes) {}

    PlayedOrganisation(Path root) throws IOException {
        this.root = root;
        Files.createDirectories(root.resolve("config/people"));
        Files.createDirectories(root.resolve("state"));
        write(
                "config/server.yaml",
                "version: 1\nserver: git.example.org\nroot: " + root + "/git\npusher: {environment: TEST_ACCOUNT}\n"
                        + "gate: {start: never}\n");
        Ledger.create(state()).close();
    }

    StateFolder state() {
        return new StateFolder(root.resolve("state"));
    }

    Path config() {
        return root.resolve("config");
    }

    void write(String name, String text) throws IOException {
        Files.writeString(root.resolve(name), text);
    }

    /** Someone with a key of their own; {@code more} are lines of the person's file. */
    void person(String id, String enrolled, String more) throws IOException {
        write(
                "config/people/" + id + ".yaml",
                "name: " + id + " example\nemails: [" + id + "@example.org]\naccounts: [" + id + "]\n" + more
                        + "keys:\n  - id: " + id + "-key\n    ssh: \"" + key(id).publicLine() + "\"\n    enrolled: "
                        + enrolled + "\n");
    }

    TestToken key(String name) {
        return keys.computeIfAbsent(name, TestToken::ed25519);
    }

    void repository(String name) throws IOException {
        Path folder = folder(name);
        for (String inside : List.of("objects/pack", "objects/info", "refs/heads", "refs/tags")) {
            Files.createDirectories(folder.resolve(inside));
        }
        Files.writeString(folder.resolve("HEAD"), "ref: refs/heads/main\n");
        Files.writeString(folder.resolve("config"), "[core]\n\trepositoryformatversion = 0\n\tbare = true\n");
    }

    private Path folder(String name) {
        return root.resolve("git/" + name + ".git");
    }

    void at(String time) {
        now = Instant.parse(time);
    }

    /** What the next push has as its option, such as {@code ask=review}. */
    void option(String text) {
        option = Optional.of(text);
    }

    void later(Duration by) {
        now = now.plus(by);
    }

    Instant now() {
        return now;
    }

    String tip(String repository, String ref) {
        return refs.getOrDefault(repository + " " + ref, NOTHING);
    }

    /** A commit in the making. */
    final class Commit {
        private final List<String> parents = new ArrayList<>();
        private final SortedMap<String, File> files = new TreeMap<>();
        private String author = "alice@example.org";
        private String committer = "alice@example.org";
        private Optional<TestToken> signer = Optional.empty();
        private String subject = "A change";

        Commit on(String parent) {
            if (!parent.equals(NOTHING)) {
                parents.add(parent);
                files.putAll(trees.getOrDefault(parent, new TreeMap<>()));
            }
            return this;
        }

        Commit by(String person) {
            author = person + "@example.org";
            committer = author;
            return this;
        }

        Commit author(String email) {
            author = email;
            return this;
        }

        Commit committer(String email) {
            committer = email;
            return this;
        }

        Commit signed(String key) {
            signer = Optional.of(key(key));
            return this;
        }

        Commit subject(String text) {
            subject = text;
            return this;
        }

        Commit file(String name, String text) {
            files.put(name, new File("100644", text.getBytes(UTF_8)));
            return this;
        }

        Commit bytes(String name, byte[] bytes) {
            files.put(name, new File("100644", bytes));
            return this;
        }

        Commit executable(String name, String text) {
            files.put(name, new File("100755", text.getBytes(UTF_8)));
            return this;
        }

        Commit add(String name, String line) {
            File before = java.util.Objects.requireNonNull(files.get(name));
            return file(name, (before == null ? "" : new String(before.bytes(), UTF_8)) + line + "\n");
        }

        private static String name(String email) {
            return email.substring(0, email.indexOf('@'));
        }

        Commit replace(String name, String old, String fresh) {
            File before = java.util.Objects.requireNonNull(files.get(name));
            return file(name, new String(before.bytes(), UTF_8).replace(old, fresh));
        }

        Commit without(String name) {
            files.remove(name);
            return this;
        }

        Commit withoutAny() {
            files.clear();
            return this;
        }

        String make() {
            return make(bytes -> bytes);
        }

        /** @param damage what is done to the finished commit */
        String make(java.util.function.UnaryOperator<byte[]> damage) {
            StringBuilder raw = new StringBuilder("tree " + tree(files, "") + "\n");
            parents.forEach(parent -> raw.append("parent ").append(parent).append('\n'));
            long seconds = now.getEpochSecond() - 60;
            raw.append("author ")
                    .append(name(author))
                    .append(" <")
                    .append(author)
                    .append("> ")
                    .append(seconds);
            raw.append(" +0000\ncommitter ")
                    .append(name(committer))
                    .append(" <")
                    .append(committer);
            raw.append("> ")
                    .append(seconds)
                    .append(" +0000\n\n")
                    .append(subject)
                    .append('\n');
            byte[] plain = raw.toString().getBytes(UTF_8);
            String id = object(
                    "commit", damage.apply(signer.isPresent() ? signer.get().signCommit(plain) : plain));
            trees.put(id, new TreeMap<>(files));
            return id;
        }
    }

    Commit commit() {
        return new Commit();
    }

    /** An annotated tag. */
    String tag(String name, String target, String person, Optional<String> signer) {
        byte[] raw = ("object " + target + "\ntype commit\ntag " + name + "\ntagger " + person + " <" + person
                        + "@example.org> " + (now.getEpochSecond() - 60) + " +0000\n\n" + name + "\n")
                .getBytes(UTF_8);
        return object("tag", signer.isPresent() ? key(signer.get()).signTag(raw) : raw);
    }

    private String tree(SortedMap<String, File> files, String below) {
        SortedMap<String, byte[]> entries = new TreeMap<>();
        files.forEach((path, file) -> {
            if (!path.startsWith(below)) {
                return;
            }
            String name = path.substring(below.length());
            int slash = name.indexOf('/');
            String first = slash < 0 ? name : name.substring(0, slash);
            if (slash >= 0 && entries.containsKey(first + "/")) {
                return;
            }
            String id = slash < 0 ? object("blob", file.bytes()) : tree(files, below + first + "/");
            ByteArrayOutputStream entry = new ByteArrayOutputStream();
            entry.writeBytes(((slash < 0 ? file.mode() : "40000") + " " + first + "\0").getBytes(UTF_8));
            entry.writeBytes(HexFormat.of().parseHex(id));
            entries.put(slash < 0 ? first : first + "/", entry.toByteArray());
        });
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        entries.values().forEach(raw::writeBytes);
        return object("tree", raw.toByteArray());
    }

    private String object(String type, byte[] content) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes((type + " " + content.length + "\0").getBytes(UTF_8));
        whole.writeBytes(content);
        String id;
        try {
            id = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(whole.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        pending.put(id, whole.toByteArray());
        return id;
    }

    /** What became of a push: empty where it was accepted, else its case. */
    Optional<String> push(String account, String address, String repository, Map<String, String> moves)
            throws IOException {
        Path folder = folder(repository);
        Path quarantine = folder.resolve("objects/incoming-" + pushes++);
        Files.createDirectories(quarantine.resolve("pack"));
        write(pending, quarantine, folder.resolve("objects"));
        StringBuilder stdin = new StringBuilder();
        moves.forEach((ref, tip) -> stdin.append(tip(repository, ref))
                .append(' ')
                .append(tip)
                .append(' ')
                .append(ref)
                .append('\n'));
        Map<String, String> environment = new HashMap<>(Map.of(
                "GIT_DIR", folder.toString(),
                "GIT_QUARANTINE_PATH", quarantine.toString(),
                "GIT_OBJECT_DIRECTORY", quarantine.toString(),
                "GIT_ALTERNATE_OBJECT_DIRECTORIES", folder.resolve("objects").toString(),
                "TEST_ACCOUNT", account,
                "REMOTE_ADDR", address));
        option.ifPresent(text -> environment.putAll(Map.of("GIT_PUSH_OPTION_COUNT", "1", "GIT_PUSH_OPTION_0", text)));
        option = Optional.empty();
        List<String> words = new ArrayList<>();
        Outcome outcome;
        try (Ledgers ledgers = Ledgers.forOnePush(config(), state())) {
            outcome = new PushHandler(ConfigurationSource.of(config()), ledgers, now, System.nanoTime())
                    .handle(
                            Received.fromGit(
                                    environment,
                                    new ByteArrayInputStream(stdin.toString().getBytes(UTF_8)),
                                    Optional.empty()),
                            words::add);
        }
        boolean accepted = outcome.exitStatus() == 0;
        if (accepted) {
            write(pending, folder.resolve("objects"), folder.resolve("objects"));
            for (Map.Entry<String, String> move : moves.entrySet()) {
                Path ref = folder.resolve(move.getKey());
                Files.createDirectories(ref.getParent());
                if (move.getValue().equals(NOTHING)) {
                    Files.deleteIfExists(ref);
                    refs.remove(repository + " " + move.getKey());
                } else {
                    Files.writeString(ref, move.getValue() + "\n");
                    refs.put(repository + " " + move.getKey(), move.getValue());
                }
            }
        }
        pending.clear();
        delete(quarantine);
        if (accepted) {
            return Optional.empty();
        }
        Matcher found = CASE.matcher(String.join("", words));
        if (!found.find()) {
            throw new IOException("refused without a case: " + words);
        }
        return Optional.of(found.group(1));
    }

    private static void write(Map<String, byte[]> objects, Path target, Path there) throws IOException {
        for (Map.Entry<String, byte[]> object : objects.entrySet()) {
            String name =
                    object.getKey().substring(0, 2) + "/" + object.getKey().substring(2);
            if (Files.exists(there.resolve(name))) {
                continue;
            }
            Path file = target.resolve(name);
            Files.createDirectories(file.getParent());
            try (DeflaterOutputStream out = new DeflaterOutputStream(Files.newOutputStream(file))) {
                out.write(object.getValue());
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (java.util.stream.Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
