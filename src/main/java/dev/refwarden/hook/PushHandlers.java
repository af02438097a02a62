package dev.refwarden.hook;

import dev.refwarden.ledger.Ledgers;
import dev.refwarden.ledger.StateFolder;
import java.nio.file.Path;
import java.time.Instant;

/** Hears one push after the other, any number of them at once, in a process that stays. */
public final class PushHandlers {
    private final ConfigurationSource configurations;
    private final Ledgers ledgers;

    /** Nothing is read, and no ledger connected to, before the first push. */
    public PushHandlers(Path config, Path state) {
        this.configurations = ConfigurationSource.of(config);
        this.ledgers = Ledgers.resident(config, new StateFolder(state));
    }

    /**
     * Prepares to handle a push.
     *
     * @param now the server's clock
     * @param startNanos when the push arrived, by {@link System#nanoTime}
     */
    public PushHandler prepare(Instant now, long startNanos) {
        return new PushHandler(configurations, ledgers, now, startNanos);
    }
}
