package dev.refwarden.notify;

import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.Ledgers;
import dev.refwarden.ledger.LogLine;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.policy.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A configuration and a ledger that refused pushes are written into, with a clock that tests move. */
final class Installed implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

    final List<String> errors = new CopyOnWriteArrayList<>();
    private final Folder config;
    private final Ledger ledger;
    private volatile Instant now = NOON;

    /** @param rest of server.yaml */
    Installed(Path folder, String rest) throws IOException {
        this.config = Folder.least(folder.resolve("config"));
        config.write("server.yaml", "version: 1\nserver: git.example.org\nroot: /srv/git\n");
        StateFolder state = new StateFolder(Files.createDirectory(folder.resolve("state")));
        Ledger.create(state).close();
        for (String secret : List.of("chat", "token")) {
            secret(secret, "none");
        }
        config.write("server.yaml", "version: 1\nserver: git.example.org\nroot: /srv/git\n" + rest + "\n");
        this.ledger = Ledgers.configured(config.path(), state);
    }

    Installed secret(String name, String text) {
        config.write("secrets/" + name, text + "\n").mode("secrets/" + name, "rw-------");
        return this;
    }

    Path config() {
        return config.path();
    }

    Ledger ledger() {
        return ledger;
    }

    void wait(Duration time) {
        now = now.plus(time);
    }

    Instant now() {
        return now;
    }

    Notifier notifier() {
        return new Notifier(config.path(), ledger, () -> now, errors::add);
    }

    /** A push by this account, refused for a signature that is missing. */
    long refuse(String account, String ref) throws IOException {
        return ledger.append(now, "platform/web", refused(account, ref, "unsigned", false))
                .seq();
    }

    /** A push that looks like an attack. */
    long attack(String account, String ref) throws IOException {
        return ledger.append(now, "platform/web", refused(account, ref, "key-compromised", false))
                .seq();
    }

    /** A push by which an installation is examined. */
    long drill() throws IOException {
        return ledger.append(now, "platform/web", refused("root", "refs/heads/x", "ref-forbidden", true))
                .seq();
    }

    /** A line that refuses nothing, and raises an alarm. */
    long alarm(String text) throws IOException {
        return ledger.append(now, "platform/web", (json, caseId) -> {
                    json.writeStringField("verdict", "noted");
                    json.writeStringField("repository", "platform/web");
                    json.writeArrayFieldStart("alarms");
                    json.writeString(text);
                    json.writeEndArray();
                })
                .seq();
    }

    private static LogLine refused(String account, String ref, String code, boolean drill) {
        return (json, caseId) -> {
            json.writeStringField("verdict", "refused");
            json.writeStringField("case", caseId.value());
            json.writeStringField("repository", "platform/web");
            if (drill) {
                json.writeBooleanField("drill", true);
            }
            json.writeObjectFieldStart("pusher");
            json.writeStringField("account", account);
            json.writeEndObject();
            json.writeStringField("address", "192.0." + account.length() + ".7");
            json.writeArrayFieldStart("updates");
            json.writeStartObject();
            json.writeStringField("ref", ref);
            json.writeStringField("old", "0".repeat(40));
            json.writeStringField(
                    "new", String.format("%08x", account.hashCode()).repeat(5));
            json.writeEndObject();
            json.writeEndArray();
            json.writeArrayFieldStart("codes");
            json.writeStartObject();
            json.writeStringField("code", code);
            json.writeNumberField("count", 1);
            json.writeEndObject();
            json.writeEndArray();
        };
    }

    @Override
    public void close() {
        ledger.close();
    }
}
