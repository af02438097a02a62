package dev.refwarden.cli;

import dev.refwarden.ledger.CaseEvent;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code refwarden review reopen}. */
@Command(name = "reopen", description = "Open a refused push again that was closed, or closed itself.")
final class ReviewReopen extends ReviewStep implements Callable<Integer> {
    @Override
    public Integer call() throws IOException, ChosenCase.NoSuchCase {
        return record(CaseEvent.Kind.REOPENED, "open again");
    }
}
