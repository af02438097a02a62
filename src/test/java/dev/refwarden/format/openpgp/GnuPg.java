package dev.refwarden.format.openpgp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.opentest4j.TestAbortedException;

/** GnuPG with a key ring of its own, which goes with it. */
public final class GnuPg {
    private final Path home;

    /** @throws TestAbortedException if there is no gpg */
    public GnuPg(Path folder) throws Exception {
        home = Files.createDirectory(
                folder.resolve("gnupg"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try {
            run("gpg", new byte[0], "--version");
        } catch (IOException e) {
            String message = "ABORTED: gpg (GnuPG) is not installed, so its signatures were not judged";
            System.err.println(message);
            throw new TestAbortedException(message, e);
        }
    }

    public byte[] gpg(byte[] input, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(
                List.of("--batch", "--quiet", "--no-tty", "--pinentry-mode", "loopback", "--passphrase", "", "--yes"));
        all.addAll(List.of(arguments));
        return run("gpg", input, all.toArray(String[]::new));
    }

    public byte[] gpg(String... arguments) throws Exception {
        return gpg(new byte[0], arguments);
    }

    /** For the commands that insist on asking; {@code answers} come from standard input. */
    public byte[] gpgAnswered(String answers, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(
                List.of("--quiet", "--no-tty", "--pinentry-mode", "loopback", "--passphrase", "", "--command-fd", "0"));
        all.addAll(List.of(arguments));
        return run("gpg", answers.getBytes(StandardCharsets.UTF_8), all.toArray(String[]::new));
    }

    /** Makes a key that lives for {@code expire}, and gives its fingerprint. */
    public String makeKey(String name, String algorithm, String usage, String expire) throws Exception {
        gpg("--quick-generate-key", name + " <" + name + "@example.org>", algorithm, usage, expire);
        return fingerprints(name).get(0);
    }

    /** Of the primary key and then the subkeys. */
    public List<String> fingerprints(String name) throws Exception {
        List<String> found = new ArrayList<>();
        String listing = new String(gpg("--with-colons", "--list-keys", name), StandardCharsets.UTF_8);
        listing.lines()
                .filter(line -> line.startsWith("fpr:"))
                .forEach(line -> found.add(line.substring(12, line.length() - 1)));
        return found;
    }

    public byte[] export(String... names) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--export"));
        arguments.addAll(List.of(names));
        return gpg(arguments.toArray(String[]::new));
    }

    public byte[] sign(String key, byte[] document, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--armor", "--detach-sign", "--local-user", key));
        arguments.addAll(List.of(options));
        return gpg(document, arguments.toArray(String[]::new));
    }

    /** Ends its agent. */
    public void stop() throws Exception {
        run("gpgconf", new byte[0], "--kill", "all");
    }

    private byte[] run(String program, byte[] input, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        Path errors = home.resolve("stderr");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("GNUPGHOME", home.toString());
        Process process = builder.redirectError(errors.toFile()).start();
        try (var out = process.getOutputStream()) {
            out.write(input);
        }
        byte[] output = process.getInputStream().readAllBytes();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + ": " + Files.readString(errors));
        }
        return output;
    }
}
