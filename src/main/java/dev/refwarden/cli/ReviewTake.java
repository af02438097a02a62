package dev.refwarden.cli;

import dev.refwarden.ledger.CaseEvent;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code refwarden review take}. */
@Command(name = "take", description = "Say that you look into a refused push, so that nobody else has to.")
final class ReviewTake extends ReviewStep implements Callable<Integer> {
    @Override
    public Integer call() throws IOException, ChosenCase.NoSuchCase {
        return record(CaseEvent.Kind.TAKEN, "taken");
    }
}
