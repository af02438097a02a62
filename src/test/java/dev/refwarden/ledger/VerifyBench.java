package dev.refwarden.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** How long a ledger takes to be checked: the file of lines that it is made of, or the folder that holds it. */
public final class VerifyBench {
    private VerifyBench() {}

    public static void main(String[] arguments) throws IOException {
        Path place = Path.of(arguments[0]);
        StateFolder state =
                new StateFolder(Files.isDirectory(place) ? place : Files.createTempDirectory("refwarden-bench"));
        if (!Files.isDirectory(place)) {
            Ledger.rebuild(state, Files.newInputStream(place)).close();
        }
        try (Ledger ledger = Ledger.in(state)) {
            long from = System.nanoTime();
            Duration before = worked();
            LogCheck.Result result = LogCheck.walk(ledger, LogCheck.Known.NOTHING, lines -> {});
            System.out.printf(
                    Locale.ROOT,
                    "%,d lines are checked in %.1f s, by %.1f s of processor time; %d faults%n",
                    result.lines(),
                    (System.nanoTime() - from) / 1e9,
                    worked().minus(before).toMillis() / 1e3,
                    result.breaks().size());
        }
    }

    /** How long processors have worked for this process. */
    private static Duration worked() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }
}
