package dev.refwarden.hook.jgit;

import dev.refwarden.hook.Outcome;
import dev.refwarden.hook.PushHandler;
import dev.refwarden.hook.PushHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.jgit.transport.PreReceiveHook;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;

/**
 * Judges what a JGit server receives. One instance serves any number of pushes at once.
 *
 * <p>Every command is refused before anything is looked at, and let through only by an outcome that says so; whatever
 * is thrown on the way leaves all of them refused.
 */
public final class RefwardenPreReceiveHook implements PreReceiveHook {
    private final PushHandlers handlers;
    private final Function<ReceivePack, Map<String, String>> variables;

    /**
     * A hook for all repositories of a server.
     *
     * @param config CONFIG
     * @param state STATE; everything that receives pushes for the same repositories must share it, or the ledger that
     *     {@code server.yaml} names
     * @param variables what {@code server.yaml} names under {@code pusher} and {@code repository}, by the word of the
     *     server that authenticated the push; never what a client says of itself
     */
    public RefwardenPreReceiveHook(Path config, Path state, Function<ReceivePack, Map<String, String>> variables) {
        this.handlers = new PushHandlers(config, state);
        this.variables = variables;
    }

    @Override
    public void onPreReceive(ReceivePack receiving, Collection<ReceiveCommand> commands) {
        refuse(commands, "not judged by refwarden");
        Outcome outcome;
        try {
            PushHandler handler = handlers.prepare(Instant.now(), System.nanoTime());
            FromJGit received = FromJGit.of(receiving, commands, variables.apply(receiving));
            outcome = handler.handle(received, message -> message.lines().forEach(receiving::sendMessage));
            handler.goOn();
        } catch (Throwable failure) {
            receiving.sendError("refwarden: the push could not be judged ("
                    + failure.getClass().getSimpleName() + ")");
            return;
        }
        if (outcome instanceof Outcome.Passed) {
            commands.forEach(command -> command.setResult(ReceiveCommand.Result.NOT_ATTEMPTED));
        } else if (outcome instanceof Outcome.Refused refused) {
            refuse(commands, "refused by refwarden, " + refused.quote());
        }
    }

    private static void refuse(Collection<ReceiveCommand> commands, String why) {
        commands.forEach(command -> command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, why));
    }
}
