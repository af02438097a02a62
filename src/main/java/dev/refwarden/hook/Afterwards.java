package dev.refwarden.hook;

import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.Ledgers;
import dev.refwarden.policy.Server;
import dev.refwarden.review.retained.Sharing;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** What is left to do when a push is answered; nothing of it changes the answer, and no push waits for it. */
final class Afterwards {
    private final Ledgers ledgers;
    private final Server server;

    Afterwards(Ledgers ledgers, Server server) {
        this.ledgers = ledgers;
        this.server = server;
    }

    /**
     * Whoever follows the log is brought what was recorded, and a fleet's database what was kept.
     *
     * @param kept whether something was kept of a refused push
     */
    CompletableFuture<Boolean> start(boolean kept) {
        CompletableFuture<Boolean> followed = ledgers.follow(server);
        return kept && server.ledger().isPresent() ? followed.thenCombine(share(), (one, other) -> true) : followed;
    }

    private CompletableFuture<Boolean> share() {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        Background.startApart("share", () -> {
            try (Ledger apart = ledgers.apart(server)) {
                Sharing.bring(apart, server.evidence());
            } catch (IOException | RuntimeException | OutOfMemoryError e) {
                // What was kept stays in STATE, and is tried again after the next refusal; doctor says so.
                return;
            } finally {
                done.complete(true);
            }
        });
        return done;
    }
}
