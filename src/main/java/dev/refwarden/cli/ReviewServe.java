package dev.refwarden.cli;

import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.LogCheck;
import dev.refwarden.notify.Notifier;
import dev.refwarden.notify.NotifierThread;
import dev.refwarden.review.web.ReviewServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code refwarden review serve}: the web page. */
@Command(
        name = "serve",
        description = {
            "Show refused pushes as a web page on this machine, until it is stopped. Nothing is changed by it.",
            "Meanwhile it also sends the notifications that are due.",
            "Prints the address; whoever has it, token included, may read everything."
        })
final class ReviewServe implements Callable<Integer> {
    private static final int SHORTEST_TOKEN = 20;
    private static final int LAST_PORT = 65_535;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Places places = new Places();

    @Option(names = "--port", paramLabel = "N", description = "which port (default: 8417); 0: any that is free")
    private int port = 8417;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "a file of mode 0600 that holds the token, for a proxy that shows it (default: a new one each time)")
    private @Nullable Path tokenFile;

    @Option(
            names = "--name",
            paramLabel = "HOST[:PORT]",
            description = "another name under which a proxy asks; may be given again")
    private List<String> names = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (port < 0 || port > LAST_PORT) {
            throw new ParameterException(spec.commandLine(), "--port wants a number from 0 to " + LAST_PORT);
        }
        try (Ledger ledger = places.ledger();
                ReviewServer server = serve(ledger);
                NotifierThread notifications = notifications(ledger)) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(tokenFile == null ? server.address() : server.address().replaceFirst("token=.*", "token=…"));
            out.flush();
            notifications.start();
            new CountDownLatch(1).await();
        }
        return ExitStatus.FINE;
    }

    private NotifierThread notifications(Ledger ledger) {
        Notifier notifier = new Notifier(places.config(), ledger, InstantSource.system(), this::tell);
        return new NotifierThread(notifier::run, this::tell);
    }

    /** @throws IOException also where there is no ledger, so that no page says that nothing was refused */
    private ReviewServer serve(Ledger ledger) throws IOException {
        LogCheck.length(ledger);
        return new ReviewServer(
                places.config(),
                ledger,
                new ReviewServer.Entrance(port, names, token()),
                spec.root().version()[0],
                this::tell);
    }

    private void tell(String failure) {
        spec.commandLine().getErr().println(failure);
        spec.commandLine().getErr().flush();
    }

    private String token() throws IOException {
        if (tokenFile == null) {
            return ReviewServer.newToken();
        }
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(tokenFile);
        if (mode.stream().anyMatch(right -> !right.name().startsWith("OWNER"))) {
            throw new ParameterException(spec.commandLine(), "others can read " + tokenFile + ": chmod 600 it first");
        }
        String token = Files.readString(tokenFile, StandardCharsets.UTF_8).strip();
        if (token.length() < SHORTEST_TOKEN) {
            throw new ParameterException(
                    spec.commandLine(),
                    tokenFile + " holds less than " + SHORTEST_TOKEN + " characters: easily guessed");
        }
        return token;
    }
}
