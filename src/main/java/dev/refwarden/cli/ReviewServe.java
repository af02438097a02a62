package dev.refwarden.cli;

import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.LogCheck;
import dev.refwarden.notify.Notifier;
import dev.refwarden.notify.NotifierThread;
import dev.refwarden.review.web.OpenIdProvider;
import dev.refwarden.review.web.ProxyLogin;
import dev.refwarden.review.web.ReviewServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
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
            "Show refused pushes as a web page on this machine, until it is stopped.",
            "Nothing is changed by it, unless --trust-header or --openid-file",
            "lets people write notes and close cases.",
            "Meanwhile it also sends the notifications that are due.",
            "Prints the address; whoever has it, token included, may read everything."
        })
final class ReviewServe implements Callable<Integer> {
    private static final int SHORTEST_SECRET = 20;
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

    @Option(
            names = "--trust-header",
            paramLabel = "NAME",
            description =
                    "where the proxy says who asks, by account or e-mail, such as X-Forwarded-User: they may write; needs --proxy-secret-file")
    private @Nullable String trustHeader;

    @Option(
            names = "--proxy-secret-file",
            paramLabel = "FILE",
            description = "a file of mode 0600 that holds what the proxy shows as " + ProxyLogin.SECRET_HEADER
                    + "; without it the header is ignored")
    private @Nullable Path proxySecretFile;

    @Option(
            names = "--openid-file",
            paramLabel = "FILE",
            description =
                    "where people log in with OpenID Connect: properties issuer, authorize, client and redirect; they may write")
    private @Nullable Path openIdFile;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (port < 0 || port > LAST_PORT) {
            throw wrong("--port takes a number from 0 to " + LAST_PORT);
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
        String token = tokenFile == null ? ReviewServer.newToken() : secret(tokenFile);
        return new ReviewServer(
                places.config(), ledger, entrance(token), spec.root().version()[0], this::tell);
    }

    private ReviewServer.Entrance entrance(String token) throws IOException {
        Optional<ProxyLogin> proxy = proxy(token);
        try {
            return new ReviewServer.Entrance(port, names, token, proxy, openId());
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private Optional<OpenIdProvider> openId() throws IOException {
        if (openIdFile == null) {
            return Optional.empty();
        }
        Properties read = new Properties();
        try (Reader in = Files.newBufferedReader(NamedFile.opened(openIdFile))) {
            read.load(in);
        }
        Map<String, String> said = new TreeMap<>();
        read.forEach((name, value) -> said.put(String.valueOf(name), String.valueOf(value)));
        try {
            return Optional.of(OpenIdProvider.of(said));
        } catch (IllegalArgumentException e) {
            throw wrong(openIdFile + ": " + e.getMessage());
        }
    }

    private void tell(String failure) {
        spec.commandLine().getErr().println(failure);
        spec.commandLine().getErr().flush();
    }

    /** Whose word counts for who asks; both options, or neither. */
    private Optional<ProxyLogin> proxy(String token) throws IOException {
        if (trustHeader == null && proxySecretFile == null) {
            return Optional.empty();
        }
        if (trustHeader == null || proxySecretFile == null) {
            throw wrong("--trust-header and --proxy-secret-file belong together: any program on this machine can send"
                    + " a header, and only the proxy knows the secret");
        }
        String secret = secret(proxySecretFile);
        if (secret.equals(token)) {
            throw wrong(proxySecretFile + " holds the token: whoever may read could write in any name");
        }
        try {
            return Optional.of(new ProxyLogin(trustHeader, secret));
        } catch (IllegalArgumentException e) {
            throw wrong("--trust-header: " + e.getMessage());
        }
    }

    private String secret(Path file) throws IOException {
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(NamedFile.opened(file));
        if (mode.stream().anyMatch(right -> !right.name().startsWith("OWNER"))) {
            throw wrong("others can read " + file + ": chmod 600 it first");
        }
        String secret =
                Files.readString(NamedFile.opened(file), StandardCharsets.UTF_8).strip();
        if (secret.length() < SHORTEST_SECRET) {
            throw wrong(file + " holds less than " + SHORTEST_SECRET + " characters: easily guessed");
        }
        return secret;
    }

    private ParameterException wrong(String why) {
        return new ParameterException(spec.commandLine(), why);
    }
}
