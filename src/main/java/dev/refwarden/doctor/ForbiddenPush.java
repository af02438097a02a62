package dev.refwarden.doctor;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.ledger.Caller;
import dev.refwarden.ledger.CaseId;
import dev.refwarden.ledger.Drill;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.review.retained.RetainedPush;
import dev.refwarden.review.retained.RetainedPushes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real push that every policy and mode must refuse. */
final class ForbiddenPush {
    private static final Pattern CODE = Pattern.compile("refwarden:.*\\[([a-z-]+)]");
    private static final Pattern CASE = Pattern.compile("refwarden: case ([0-9A-Z]{4}-[0-9A-Z]{4}),");
    private static final String ACCEPTED = "a push that must be refused was accepted";
    private static final String REMEDY = "run install.sh again; if that does not help, nothing guards this repository";

    private ForbiddenPush() {}

    static Checked check(Path repository, String name, Installation installation) throws IOException {
        Optional<Map<String, String>> naming = installation.naming(repository);
        if (naming.isEmpty()) {
            return Checked.warn(
                    name,
                    "nobody has pushed here yet, and only the server can name it: no push was made",
                    "refwarden baseline " + repository + ", in the server's environment");
        }
        Path scratch = Files.createTempDirectory("refwarden-doctor");
        try {
            return push(repository, name, scratch, naming.get(), installation);
        } finally {
            delete(scratch);
        }
    }

    private static Checked push(
            Path repository, String name, Path scratch, Map<String, String> naming, Installation installation)
            throws IOException {
        Account account = Account.of(repository);
        boolean drop = Caller.isRoot() && account.uid() != 0;
        if (drop) {
            Files.setAttribute(scratch, "unix:uid", account.uid());
            Files.setAttribute(scratch, "unix:gid", account.gid());
        }
        Map<String, String> environment = new HashMap<>(naming);
        environment.putAll(Map.of(
                "HOME", scratch.toString(),
                "GIT_AUTHOR_NAME", "doctor",
                "GIT_AUTHOR_EMAIL", "doctor@refwarden.invalid",
                "GIT_COMMITTER_NAME", "doctor",
                "GIT_COMMITTER_EMAIL", "doctor@refwarden.invalid",
                "GIT_CONFIG_COUNT", "1",
                "GIT_CONFIG_KEY_0", "safe.directory",
                "GIT_CONFIG_VALUE_0", "*"));
        // What is pushed must be named as the repository names its objects.
        Program format = Program.git(repository, "rev-parse", "--show-object-format");
        String word = format.succeeded() ? format.line() : "sha1";
        run(scratch, environment, account, drop, "git", "init", "-q", "--object-format=" + word, ".");
        run(scratch, environment, account, drop, "git", "commit", "-q", "--allow-empty", "-m", "refwarden doctor");
        String id = run(scratch, environment, account, drop, "git", "rev-parse", "HEAD")
                .line();
        String ref = "refs/replace/" + id;
        announce(ref, id, installation);
        Program push =
                run(scratch, environment, account, drop, "git", "push", "-q", repository.toString(), "HEAD:" + ref);
        if (push.succeeded()) {
            Program.git(repository, "update-ref", "-d", ref);
            return Checked.fail(name, ACCEPTED, REMEDY);
        }
        // With a policy that cannot be used, everything is refused, and another check says so.
        boolean refused =
                push.output().contains("[ref-forbidden]") || push.output().contains("[policy-invalid]");
        forget(push.output(), installation);
        if (refused) {
            return Checked.ok(name, "a push that must be refused was refused");
        }
        Matcher other = CODE.matcher(push.output());
        return other.find()
                ? Checked.fail(
                        name,
                        "every push is refused, because Refwarden cannot judge here: " + other.group(1),
                        other.group(1).contains("[object-format-unsupported]")
                                ? "a repository without extensions.compatObjectFormat"
                                : "refwarden log verify; is STATE there, and its disk not full?")
                : Checked.fail(
                        name, "a push that must be refused failed, but not by Refwarden: " + firstLine(push), REMEDY);
    }

    /** The log says of the refusal that it was a drill; where it cannot be known, the push shows why. */
    private static void announce(String ref, String id, Installation installation) {
        try {
            String account = Caller.account();
            new Drill(new RefName(ref), ObjectId.fromHex(id), account).announceIn(installation.ledger(), Instant.now());
        } catch (IOException | IllegalArgumentException e) {
            return;
        }
    }

    /** Takes its objects out of the evidence again: they would crowd out what others pushed. Its line stays in the log. */
    private static void forget(String output, Installation installation) throws IOException {
        Matcher named = CASE.matcher(output);
        if (!named.find()) {
            return;
        }
        try (Ledger ledger = installation.ledger()) {
            RetainedPushes exhibits = RetainedPushes.of(ledger);
            Optional<RetainedPush> kept = exhibits.find(new CaseId(named.group(1)));
            if (kept.isPresent()) {
                exhibits.purge(kept.get());
            }
        }
    }

    /** Whether that is what a push showed: nothing guards the repository. */
    static boolean wasAccepted(Checked shown) {
        return shown.text().equals(ACCEPTED);
    }

    private static Program run(
            Path folder, Map<String, String> environment, Account account, boolean drop, String... command)
            throws IOException {
        List<String> words = new ArrayList<>();
        if (drop) {
            words.addAll(
                    List.of("setpriv", "--reuid", "" + account.uid(), "--regid", "" + account.gid(), "--clear-groups"));
        }
        words.addAll(List.of(command));
        return Program.run(folder, environment, words);
    }

    private static String firstLine(Program program) {
        String text = program.line();
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
