package dev.refwarden.hook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.refwarden.format.ssh.TestToken;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.statement.ApprovalStatement;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.BiFunction;

/** A push in the making: objects, updates and options, each exactly as the case wants it. */
final class Hostile {
    static final TestToken ALICE = TestToken.ed25519("alice");
    static final TestToken BOB = TestToken.ed25519("bob");
    static final TestToken GITEA = TestToken.ed25519("gitea");
    /** No one enrolled this key. */
    static final TestToken MALLORY = TestToken.ed25519("mallory");

    private static final long SOME_TIME = 1_780_000_000;

    final Pack pack = new Pack();
    final List<RefUpdate> updates = new ArrayList<>();
    final List<String> options = new ArrayList<>();
    /** What lies in the repository before, put there by others: refs, and the objects that they name. */
    final List<RefUpdate> there = new ArrayList<>();

    /** Lines of a push certificate, made when the nonce is known; none where there is no certificate. */
    BiFunction<String, Hostile, byte[]> certificate = (nonce, push) -> new byte[0];

    private final String repository;
    private long clock = SOME_TIME;

    /** @param repository {@code <server>/<name>}, for statements */
    Hostile(String repository) {
        this.repository = repository;
    }

    /** One name in a folder. */
    record Entry(String mode, String name, ObjectId id) {}

    static Entry file(String name, ObjectId id) {
        return new Entry("100644", name, id);
    }

    static Entry folder(String name, ObjectId id) {
        return new Entry("40000", name, id);
    }

    ObjectId blob(String content) {
        return pack.add(Pack.Kind.BLOB, content.getBytes(ISO_8859_1));
    }

    /** The entries as they come, sorted or not. */
    ObjectId tree(List<Entry> entries) {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        for (Entry entry : entries) {
            raw.writeBytes((entry.mode() + " " + entry.name() + "\0").getBytes(ISO_8859_1));
            raw.writeBytes(entry.id().bytes());
        }
        return pack.add(Pack.Kind.TREE, raw.toByteArray());
    }

    ObjectId tree(Entry... entries) {
        return tree(Arrays.asList(entries));
    }

    /** A commit without a signature, each a second later than the one before. */
    String unsigned(ObjectId tree, String message, List<ObjectId> parents) {
        StringBuilder raw = new StringBuilder("tree " + tree + "\n");
        parents.forEach(parent -> raw.append("parent ").append(parent).append('\n'));
        String who = "alice <alice@example.org> " + clock++ + " +0000\n";
        return raw.append("author " + who + "committer " + who + "\n" + message).toString();
    }

    ObjectId commit(String raw) {
        return pack.add(Pack.Kind.COMMIT, raw.getBytes(ISO_8859_1));
    }

    ObjectId signed(TestToken by, String raw) {
        return pack.add(Pack.Kind.COMMIT, by.signCommit(raw.getBytes(ISO_8859_1)));
    }

    /** A commit by alice, well signed. */
    ObjectId signed(ObjectId tree, ObjectId... parents) {
        return signed(ALICE, unsigned(tree, "A change\n", Arrays.asList(parents)));
    }

    /** @param headers before the signature */
    ObjectId commit(String message, String headers, ObjectId tree, ObjectId... parents) {
        String raw = unsigned(tree, "\f", Arrays.asList(parents));
        return commit(raw.replace("\n\f", headers + "\n" + message));
    }

    void create(String ref, ObjectId tip) {
        updates.add(new RefUpdate(ObjectId.ZERO, tip, new RefName(ref)));
    }

    void update(String ref, ObjectId before, ObjectId after) {
        updates.add(new RefUpdate(before, after, new RefName(ref)));
    }

    void isThere(String ref, ObjectId tip) {
        there.add(new RefUpdate(ObjectId.ZERO, tip, new RefName(ref)));
    }

    /** An approval of one update as it travels, signed by {@code by} now. */
    String approval(TestToken by, RefUpdate update, int number) {
        Instant expires = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(7_200 + number);
        byte[] statement = new ApprovalStatement(repository, update, expires).bytes();
        return part(statement) + "." + part(by.signBlob(statement, "refwarden-approval"));
    }

    static String part(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String part(String text) {
        return part(text.getBytes(UTF_8));
    }

    String repository() {
        return repository;
    }
}
