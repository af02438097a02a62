package dev.refwarden.cli;

import dev.refwarden.ledger.Caller;
import dev.refwarden.people.Person;
import dev.refwarden.people.PersonId;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import dev.refwarden.statement.OneTimeSecret;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks after the secrets of one-time codes. */
@Command(name = "otp", description = "Look after one-time codes, the weakest of the second factors.")
final class OtpCommand {
    /** As long as the hash, which RFC 4226 recommends. */
    private static final int SECRET_BYTES = 20;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "enrol",
            description = {
                "Make a secret for a person, and show it once, for an authenticator to scan.",
                "What is printed is the secret: show it to nobody else."
            })
    int enrol(@Mixin Places places, @Parameters(paramLabel = "PERSON", description = "the person's id") String person)
            throws IOException, PolicyProblems {
        Configuration configuration = Configuration.load(places.config());
        PrintWriter err = spec.commandLine().getErr();
        Optional<Person> enrolled = configuration.policy().people().person(new PersonId(person));
        if (enrolled.isEmpty()) {
            err.println("refwarden: "
                    + Unknown.person(person, configuration.policy().people()));
            return ExitStatus.FOUND;
        }
        if (enrolled.get().robot()) {
            err.println("refwarden: " + person + " is a robot, and a robot satisfies no second factor");
            return ExitStatus.FOUND;
        }
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        String name = "secrets/" + person + ".totp";
        try {
            write(configuration.folder(), name, OneTimeSecret.text(secret) + "\n", places.state());
        } catch (FileAlreadyExistsException e) {
            err.println("refwarden: " + name + " is there already; move it away to make a new one");
            return ExitStatus.FOUND;
        }
        show(configuration.server().name(), person, name, OneTimeSecret.text(secret));
        return ExitStatus.FINE;
    }

    private void show(String server, String person, String name, String secret) {
        String label = encoded(server) + ":" + encoded(person);
        String uri = "otpauth://totp/" + label + "?secret=" + secret + "&issuer=" + encoded(server);
        PrintWriter out = spec.commandLine().getOut();
        out.println(QrCode.of(uri));
        out.println(uri);
        out.println();
        out.println("kept in " + name + "; add this line to people/" + person + ".yaml:");
        out.println("one-time-code: " + name);
        out.flush();
    }

    /**
     * For the account that hooks run as, and no one else. That account may own the folder and could put a link into it,
     * so the file gets its owner outside, and is moved there when it is whole.
     */
    private static void write(Path config, String name, String secret, Path state) throws IOException {
        Path file = config.resolve(name);
        Path folder = file.resolveSibling("");
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            giveToOwnerOf(state, folder);
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(name);
        }
        Path fresh = Files.createTempFile(
                config,
                ".secret",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(fresh, secret);
            giveToOwnerOf(state, fresh);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void giveToOwnerOf(Path state, Path file) throws IOException {
        if (Caller.isRoot() && Files.exists(state)) {
            Files.setOwner(file, Files.getOwner(state));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
